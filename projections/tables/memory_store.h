#pragma once
// Rows in memory, alone or laid over the rows of a reader (a checkpoint and the fold of what
// followed).

#include <memory>

#include "projections/tables/row_store.h"

namespace kintsugi::projections {

// Empty, at Position{0}.
std::unique_ptr<RowStore> make_memory_store();

// Begins with the rows and the position of `base`; writes stay in memory, `base` is never changed.
// Cursors merge the two. `base` is shared: snapshots of the overlay read it after the overlay is
// gone.
std::unique_ptr<RowStore> make_overlay_store(std::shared_ptr<const RowReader> base);

}  // namespace kintsugi::projections
