#pragma once
// Which machines a bulletin is about.

#include "schema/asset_state.h"
#include "schema/bulletin_state.h"

namespace kintsugi::core::bulletin {

// Of its brand and model, and in its range of serials, without regard to case, width and
// punctuation; serials of another length lie outside.
bool affects(const schema::Bulletin& bulletin, const schema::Asset& asset);

}  // namespace kintsugi::core::bulletin
