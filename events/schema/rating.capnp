@0xa8f1d36c7e259b15;
# What a customer says of a visit, once. The stream rating/<order>:<booking>. Codes 741-742 of
# commands, 738-739 of events here, 284 of the order's.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".when;
using import "annotations.capnp".list;
using import "annotations.capnp".command;
using import "annotations.capnp".back;
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

enum RatingChannel $label(zh="评价渠道", en="How it was given") {
  none @0 $label(zh="未注明", en="Not stated");
  call @1 $label(zh="电话", en="Told on the phone");
  link @2 $label(zh="用户链接", en="By the customer's own link");
}
enum RatingStatus $label(zh="评价状态", en="Status of a rating") {
  none @0 $label(zh="无", en="None");
  given @1 $label(zh="已评价", en="Given");
  withdrawn @2 $label(zh="已撤回", en="Withdrawn");
}

struct Rating $state("rating") $plural("ratings")
    $list(keeper="cases",
          indexes=["outlet", "technician", "order", "customer", ""], owner="outlet", order="-at",
          search=["id", "order", "+technician"], menu="watch",
          readers=["administrator", "auditor", "call_centre", "dispatcher"], own="technician")
    $label(zh="服务评价", en="Rating") {
  status @0 :RatingStatus;
  order @1 :Text $id("work_order");
  booking @2 :UInt16;
  technician @3 :Text $id("technician");
  outlet @4 :Text $id("outlet");
  customer @5 :Text $id("customer");
  stars @6 :Int32 $label(zh="评分（1–5）", en="Stars (1–5)");
  comment @7 :Text $format("multiline") $label(zh="评语", en="Comment");
  channel @8 :RatingChannel;
  by @9 :Text $id("operator") $label(zh="记录人", en="Taken down by");
  at @10 :Int64 $format("instant") $label(zh="评价时间", en="Rated at");
}

struct RateService $command(stream="work_order", code=741, roles=["call_centre"])
    $back("WithdrawRating")
    $when(["work_reported", "completed", "followed_up"])
    $label(zh="登记用户评价", en="Take down a rating") {
  # The customer's own words; never of who did the work.
  order @0 :Text $required $id("work_order");
  booking @1 :UInt16;
  # 0: the latest visit that ended.
  stars @2 :Int32 $required $bounds(min=1, max=5) $label(zh="评分（1–5）", en="Stars (1–5)");
  comment @3 :Text $format("multiline") $label(zh="评语", en="Comment");
  channel @4 :RatingChannel;
  # Not stated: on the phone. By his link: only what the link itself sends.
}
struct WithdrawRating $command(stream="rating", code=742, roles=["call_centre"])
    $when(["given"]) $label(zh="撤回评价", en="Withdraw a rating") {
  # It was taken down wrongly; he may rate the visit again.
  rating @0 :Text $required $id("rating");
  reason @1 :Text $required;
}

struct RatingGiven $event(stream="rating", code=738) $label(zh="评价已登记", en="Rating given") {
  order @0 :UInt16 $ref("work_order");
  booking @1 :UInt16;
  technician @2 :UInt16 $ref("technician");
  outlet @3 :UInt16 $ref("outlet");
  customer @4 :UInt16 $ref("customer");
  stars @5 :Int32 $label(zh="评分（1–5）", en="Stars (1–5)");
  comment @6 :Text $format("multiline") $label(zh="评语", en="Comment");
  channel @7 :RatingChannel;
  by @8 :Text $id("operator") $label(zh="记录人", en="Taken down by");
  at @9 :Int64 $format("instant") $label(zh="评价时间", en="Rated at");
}
struct RatingWithdrawn $event(stream="rating", code=739)
    $label(zh="评价已撤回", en="Rating withdrawn") {
  reason @0 :Text;
}
struct ServiceRated $event(stream="work_order", code=284)
    $label(zh="用户已评价", en="Service rated") {
  booking @0 :UInt16;
  stars @1 :Int32 $label(zh="评分（1–5）", en="Stars (1–5)");
  rating @2 :UInt16 $ref("rating");
}

enum RatingRefusal $refusals("rating") {
  notFound @0 $label(zh="没有该评价", en="There is no such rating");
  noVisit @1 $label(zh="没有已结束的上门", en="No visit of the order has ended");
  rated @2 $label(zh="该次上门已评价", en="The visit is rated already");
  byStaff @3
      $label(zh="评价只能由用户本人作出",
             en="Only the customer rates; staff takes it down on the phone");
  badStars @4 $label(zh="评分为 1 至 5", en="One to five stars");
  badText @5 $label(zh="文字过长或含有非法字符", en="The text is too long or not well formed");
  reasonMissing @6 $label(zh="请填写原因", en="A reason is needed");
  withdrawn @7 $label(zh="评价已撤回", en="The rating is withdrawn already");
}
