@0xc41f7d0b9a6e2853;
# Devices that number what they send, so that what was done without a network comes in whole and in
# order. Codes 580-589.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".usual;
using import "annotations.capnp".list;
using import "annotations.capnp".command;
using import "annotations.capnp".event;
using import "annotations.capnp".state;
using import "annotations.capnp".plural;
using import "annotations.capnp".refusals;
using import "annotations.capnp".label;
using import "annotations.capnp".ref;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;

enum DeviceStatus $label(zh="设备状态", en="Status of a device") {
  none @0 $label(zh="无", en="None");
  complete @1 $label(zh="号码齐全", en="Nothing missing");
  gaps @2 $label(zh="有缺号", en="Numbers missing");
}

struct DeviceGap {
  # Numbers that have not come though a later one has.
  first @0 :Int64 $label(zh="缺号起", en="First missing");
  last @1 :Int64 $label(zh="缺号止", en="Last missing");
  notedAt @2 :Int64 $format("instant") $label(zh="发现时间", en="Noted at");
  # What the numbers around it claim: what comes for it late lies between.
  claimedFrom @3 :Int64 $format("instant") $label(zh="前一号的时间", en="Time of the number before");
  claimedUntil @4 :Int64 $format("instant") $label(zh="后一号的时间", en="Time of the number after");
}

struct Device $state("device") $plural("devices") $label(zh="设备", en="Device")
    $list(keeper="directory", indexes=["status outlet", "operator", "outlet"], owner="outlet",
          search=["id"], menu="base",
          readers=["administrator", "auditor", "dispatcher"]) {
  # The stream device/<operator>:<what the device calls itself>: nobody can write into another's.
  status @0 :DeviceStatus;
  operator @1 :Text $id("operator");
  technician @2 :Text $id("technician");
  outlet @3 :Text $id("outlet");
  # When it was first seen; of an operator who is no technician both are empty.
  lastSequence @4 :Int64 $label(zh="最大号码", en="Highest number");
  lastClaimedAt @5 :Int64 $format("instant") $label(zh="最近业务时间", en="Latest time claimed");
  # The latest business time of all that it sent.
  lastSeenAt @6 :Int64 $format("instant") $label(zh="最近收到", en="Last heard");
  # Recorded time, as all below.
  contactBegan @7 :Int64 $format("instant") $label(zh="本次联络始于", en="This contact began");
  # A contact is what comes within five minutes: what it kept while there was no network.
  heardBefore @8 :Int64 $format("instant") $label(zh="上次联络止于", en="The contact before ended");
  # 0: this is the first.
  gaps @9 :List(DeviceGap) $maxLength(64) $label(zh="缺号", en="Numbers missing");
  # Ascending, apart from each other. Beyond so many the lowest are given up.
  backwards @10 :UInt32 $label(zh="时间倒退次数", en="Times that ran backwards");
  # How many came whose time does not fit those of their neighbours.
}

struct CarriedDevice $state("carried_device") $label(zh="在用设备", en="Device in use") {
  # The stream carried_device/<operator>: with which one he works.
  device @0 :Text $id("device");
  since @1 :Int64 $format("instant") $label(zh="自", en="Since");
}

struct SettleDeviceGap $command(stream="device", code=580, roles=["administrator", "dispatcher"])
    $when(["gaps"]) $usual(["gaps"])
    $label(zh="了结缺号", en="Settle missing numbers") {
  # They will not come: refused, taken back on the device, or lost with it. What comes for them all
  # the same is refused, and may be sent under a new number.
  device @0 :Text $required $id("device");
  first @1 :Int64 $required $bounds(min=1, max=9007199254740991)
      $label(zh="缺号起", en="First missing");
  reason @2 :Text $required;
}

struct DeviceTaken $event(stream="carried_device", code=580)
    $label(zh="换用设备", en="Device taken into use") {
  device @0 :UInt16 $ref("device");
  at @1 :Int64 $format("instant");
}
struct DeviceFirstSeen $event(stream="device", code=581)
    $label(zh="首次见到设备", en="Device first seen") {
  operator @0 :UInt16 $ref("operator");
  technician @1 :Text $id("technician");
  outlet @2 :Text $id("outlet");
}
struct DeviceCommandSeen $event(stream="device", code=582)
    $label(zh="设备命令已收", en="Command of a device came in") {
  # With whatever the command came to, in the same commit.
  sequence @0 :Int64 $label(zh="设备序号", en="Its number");
  claimedAt @1 :Int64 $format("instant") $label(zh="业务时间", en="Time claimed");
  seenAt @2 :Int64 $format("instant") $label(zh="收到时间", en="Came in at");
  backwards @3 :Bool $label(zh="时间倒退", en="Time runs backwards");
  # It claims a time before that of a lower number, or after that of a higher one.
  fillsGap @4 :Bool $label(zh="补缺号", en="Was missing");
  proved @5 :Bool $label(zh="时间可信", en="Time proved");
  # Deadlines, prices and rule versions went by the time that it claims, not by when it came.
}
struct DeviceGapNoted $event(stream="device", code=583)
    $label(zh="发现缺号", en="Numbers missing") {
  first @0 :Int64 $label(zh="缺号起", en="First missing");
  last @1 :Int64 $label(zh="缺号止", en="Last missing");
  # Closes as they come.
}
struct DeviceGapSettled $event(stream="device", code=584)
    $label(zh="缺号已了结", en="Missing numbers settled") {
  first @0 :Int64 $label(zh="缺号起", en="First missing");
  last @1 :Int64 $label(zh="缺号止", en="Last missing");
  by @2 :UInt16 $ref("operator") $label(zh="了结人", en="Settled by");
  reason @3 :Text;
  at @4 :Int64 $format("instant");
}

enum DeviceRefusal $refusals("device") {
  notFound @0 $label(zh="没有该设备", en="There is no such device");
  sequenceUsed @1
      $label(zh="该设备的这个序号已用过或已了结，请用新序号重新发送",
             en="That number of the device is used or settled; send it again under a new one");
  badDevice @2
      $label(zh="设备名不能为空、过长或含有 / 和 :",
             en="A device that numbers its commands has a name, not too long, without '/' or ':'");
  badSequence @3
      $label(zh="设备序号应为 1 到 9007199254740991",
             en="A device's number is from 1 to 9007199254740991");
  noSuchGap @4 $label(zh="没有从该号开始的缺号", en="No missing numbers begin with that one");
  badReason @5 $label(zh="原因为空、过长或含有非法字符", en="The reason is empty, too long or not well formed");
}
