@0xe7c21a5b93d04f68;
# By when a work order has to be done, by the service policy. Code 871 of commands and events.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".command;
using import "annotations.capnp".event;
using import "annotations.capnp".label;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;

struct ServicePromise {
  # By when something is promised. 0: it is not, or the clock stands still while work is paused.
  since @0 :Int64 $format("instant") $label(zh="时限起算", en="Counted from");
  arriveBy @1 :Int64 $format("instant") $label(zh="应上门时间", en="Somebody is there by");
  completeBy @2 :Int64 $format("instant") $label(zh="应修好时间", en="The work is done by");
  policyVersion @3 :UInt32 $label(zh="服务规则版本", en="Version of the service policy");
  # 0: no clock runs.
}

struct RenewDeadlines
    $command(stream="work_order", code=871, roles=["system", "dispatcher", "call_centre"])
    $when(["registered", "assigned", "scheduled", "accepted", "traveling", "in_progress",
        "on_hold"])
    $label(zh="重算服务时限", en="Compute the deadlines anew") {
  # By the service policy of now. Sent by the system when a version comes into force; by people for
  # an order that was registered before anything was promised.
  order @0 :Text $required $id("work_order");
}

struct DeadlinesSet $event(stream="work_order", code=871)
    $label(zh="服务时限已设", en="Deadlines set") {
  promise @0 :ServicePromise $label(zh="服务时限", en="Deadlines");
}
