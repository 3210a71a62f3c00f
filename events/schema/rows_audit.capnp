@0xd5c3c0d25e8f4d06;
# Rows of the read model `audit`: what its fold keeps and its queries give. Not part of the log: a
# change needs a new version of the projection, which is then built from the log.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".row;
using import "annotations.capnp".label;
using import "annotations.capnp".id;
using import "annotations.capnp".format;

struct ActivityRow $row("audit.operators") $label(zh="操作员活动", en="Activity of an operator") {
  operator @0 :Text $id("operator") $label(zh="操作员", en="Operator");
  # Empty: the system.
  commands @1 :Int64 $label(zh="命令数", en="Commands");
  refused @2 :Int64 $label(zh="被拒数", en="Refused");
  firstPosition @3 :Int64 $format("position") $label(zh="首个位置", en="First position");
  lastPosition @4 :Int64 $format("position") $label(zh="最近位置", en="Last position");
  lastAt @5 :Int64 $format("instant") $label(zh="最近时间", en="Last at");
}
