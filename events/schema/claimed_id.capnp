@0xd3a1c0d25e8f4b97;
# Ids that people choose, as they are taken for one another. Event 1350.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".event;
using import "annotations.capnp".state;
using import "annotations.capnp".plural;
using import "annotations.capnp".label;
using import "annotations.capnp".refusals;

struct ClaimedId $state("claimed_id") $plural("claimed_ids")
    $label(zh="已占用编号", en="Claimed id") {
  # The stream claimed_id/<type>:<key>, of a thing whose id is in mixed capitals or full width:
  # whoever chooses another that is alike expects the same stream.
  id @0 :Text;
}

struct IdClaimed $event(stream="claimed_id", code=1350) $label(zh="编号已占用", en="Id claimed") {
  id @0 :Text;
}

enum IdRefusal $refusals("id") {
  alike @0 $label(zh="已有仅大小写或全半角不同的编号",
      en="An id that differs in capitals or width only is there already");
}
