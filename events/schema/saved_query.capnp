@0xe2b9c7a14d60f35b;
# Saved queries: what somebody asks of a list or a report again and again. Codes 570-579.

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
using import "annotations.capnp".maxLength;

enum SavedQueryStatus $label(zh="常用查询状态", en="Status of a saved query") {
  none @0 $label(zh="无", en="None");
  active @1 $label(zh="在用", en="In use");
  retired @2 $label(zh="已停用", en="Retired");
}

enum QueryAbout $label(zh="查询对象", en="What is asked") {
  none @0 $label(zh="无", en="None");
  list @1 $label(zh="列表", en="A list");
  report @2 $label(zh="报表", en="A report");
}

enum QueryShare $label(zh="共享范围", en="Shared with") {
  none @0 $label(zh="无", en="None");
  own @1 $label(zh="仅本人", en="Nobody else");
  outlet @2 $label(zh="网点", en="An outlet");
  company @3 $label(zh="全公司", en="The whole company");
}

struct QueryCondition {
  # As the address of a screen has it: "status" = "assigned,scheduled", "amount.from" = "100".
  parameter @0 :Text $required $maxLength(100) $label(zh="条件", en="Condition");
  value @1 :Text $required $maxLength(1000) $label(zh="取值", en="Value");
}

struct SavedQuery $state("saved_query") $plural("saved_queries")
    $label(zh="常用查询", en="Saved query")
    $list(keeper="directory", indexes=["target status", "owner"], owner="audience",
          search=["id", "name"], menu="base",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "store_keeper",
              "technician", "accountant"]) {
  # The newest version; those before it are the stream's history.
  status @0 :SavedQueryStatus;
  name @1 :Text;
  about @2 :QueryAbout $label(zh="查询对象", en="What is asked");
  target @3 :Text $label(zh="列表或报表", en="List or report");
  # Its name: "bookings", "workload".
  version @4 :UInt32;
  conditions @5 :List(QueryCondition) $maxLength(50) $label(zh="条件", en="Conditions");
  shown @6 :List(Text) $maxLength(100) $label(zh="显示列", en="Columns");
  # In this order; empty: as the screen has them by itself.
  sorted @7 :Text $label(zh="排序", en="Order");
  # "-due_at"; empty: the list's own.
  owner @8 :Text $id("operator") $label(zh="所有人", en="Owner");
  share @9 :QueryShare $label(zh="共享范围", en="Shared with");
  audience @10 :Text $format("stream") $label(zh="可见于", en="Seen by");
  # "operator/boss": he alone; "outlet/S1": whoever sees that outlet; empty: everybody.
  savedAt @11 :Int64 $format("instant") $label(zh="保存时间", en="Saved at");
}

struct SaveQuery $command(stream="saved_query", code=570, roles=["any"])
    $when(["none", "active"]) $label(zh="保存查询", en="Save a query") {
  # A new one, or the next version of one, which stays about the same list or report.
  query @0 :Text $id("saved_query") $maxLength(64);
  # Empty: the next free number Q-yyyymmdd-nnnn.
  name @1 :Text $required $maxLength(100);
  about @2 :QueryAbout $required $label(zh="查询对象", en="What is asked");
  target @3 :Text $required $maxLength(100) $label(zh="列表或报表", en="List or report");
  conditions @4 :List(QueryCondition) $maxLength(50) $label(zh="条件", en="Conditions");
  columns @5 :List(Text) $maxLength(100) $label(zh="显示列", en="Columns");
  sort @6 :Text $maxLength(100) $label(zh="排序", en="Order");
}
struct ShareQuery $command(stream="saved_query", code=571, roles=["any"])
    $when(["active"]) $label(zh="共享查询", en="Share a query") {
  # With an outlet, or all, over whom one has a duty; `own` takes it back.
  query @0 :Text $required $id("saved_query");
  share @1 :QueryShare $required $label(zh="共享范围", en="Share with");
  outlet @2 :Text $id("outlet");
}
struct RetireQuery $command(stream="saved_query", code=572, roles=["any"])
    $when(["active"]) $label(zh="停用查询", en="Retire a query") {
  query @0 :Text $required $id("saved_query");
}
struct ReinstateQuery $command(stream="saved_query", code=573, roles=["any"])
    $when(["retired"])
    $usual(["retired"])
    $label(zh="恢复查询", en="Reinstate a query") {
  query @0 :Text $required $id("saved_query");
}

struct QuerySaved $event(stream="saved_query", code=570) $label(zh="查询已保存", en="Query saved") {
  version @0 :UInt32;
  name @1 :Text;
  about @2 :QueryAbout $label(zh="查询对象", en="What is asked");
  target @3 :Text $label(zh="列表或报表", en="List or report");
  conditions @4 :List(QueryCondition) $label(zh="条件", en="Conditions");
  columns @5 :List(Text) $label(zh="显示列", en="Columns");
  sort @6 :Text $label(zh="排序", en="Order");
  by @7 :Text $id("operator") $label(zh="保存人", en="Saved by");
  # Of the first version: the owner. Empty: the system.
  at @8 :Int64 $format("instant");
}
struct QueryShared $event(stream="saved_query", code=571) $label(zh="查询已共享", en="Query shared") {
  share @0 :QueryShare $label(zh="共享范围", en="Shared with");
  outlet @1 :Text $id("outlet");
}
struct QueryRetired $event(stream="saved_query", code=572) $label(zh="查询已停用", en="Query retired") {
}
struct QueryReinstated $event(stream="saved_query", code=573)
    $label(zh="查询已恢复", en="Query reinstated") {
}

enum SavedQueryRefusal $refusals("saved_query") {
  notFound @0 $label(zh="常用查询不存在", en="There is no such saved query");
  badId @1 $label(zh="编码不能为空、过长或含有 / 和 :", en="An id must not be too long or hold '/' or ':'");
  notYours @2
      $label(zh="只有所有人或其网点的管理员可以更改",
             en="Only its owner, or an administrator over its outlet, may change it");
  badName @3 $label(zh="名称为空、过长或含有非法字符", en="The name is empty, too long or not well formed");
  aboutMissing @4 $label(zh="请指明是列表还是报表", en="It must say whether a list or a report is asked");
  unknownTarget @5 $label(zh="没有该列表或报表", en="There is no such list or report");
  unknownField @6 $label(zh="该列表没有这一字段", en="The list has no such field");
  badText @7
      $label(zh="条件、列或排序为空、过长或含有非法字符",
             en="A condition, a column or the order is empty, too long or not well formed");
  tooMany @8 $label(zh="条件或列过多", en="There are too many conditions or columns");
  otherTarget @9
      $label(zh="常用查询不能改为另一列表或报表", en="A saved query stays about the same list or report");
  nothingChanged @10 $label(zh="没有变化", en="Nothing would change");
  retired @11 $label(zh="常用查询已停用", en="The saved query is retired");
  notRetired @12 $label(zh="常用查询未停用", en="The saved query is not retired");
  shareMissing @13 $label(zh="请指明共享范围", en="It must say with whom it is shared");
  outletMismatch @14
      $label(zh="共享给网点时必须且仅此时指定网点",
             en="An outlet is named where it is shared with one, and only there");
  unknownOutlet @15 $label(zh="网点不存在", en="There is no such outlet");
}
