@0xf08b6d21c4a75e93;
# Why a day or a time that a person names is not believed.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".label;
using import "annotations.capnp".refusals;

enum ReachRefusal $refusals("reach") {
  tooEarly @0 $label(zh="日期或时间过早，请核对年份", en="It lies too far back: which year is meant?");
  tooLate @1 $label(zh="日期或时间过晚，请核对年份", en="It lies too far ahead: which year is meant?");
}
