@0xe0c81d6a94f2735d;
# Who is told of urgent reports: of an outlet, or of the company's headquarters.
# urgent_desk/<outlet>, urgent_desk/headquarters. Codes 1090-1091.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".list;
using import "annotations.capnp".command;
using import "annotations.capnp".event;
using import "annotations.capnp".state;
using import "annotations.capnp".plural;
using import "annotations.capnp".idParts;
using import "annotations.capnp".refusals;
using import "annotations.capnp".label;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".maxLength;
using import "annotations.capnp".personal;

enum UrgentCall $label(zh="知会安排", en="Who is told") {
  # Of an urgent report.
  none @0 $label(zh="无", en="None");
  named @1 $label(zh="已指定联系人", en="People are named");
  nobody @2 $label(zh="无人被指定", en="Nobody is named");
}

struct UrgentContact $label(zh="紧急联系人", en="Urgent contact")
    $list(name="urgent_contacts", elements="cases.alarm:contacts",
          around=["id=alarm", "order", "outlet", "status", "tripped_at", "acknowledged_by"],
          thing="alarm", id=["^id", "#"], order="-tripped_at",
          indexes=["operator status", "outlet"], owner="outlet", own="operator",
          readers=["administrator", "auditor", "call_centre", "dispatcher"]) {
  operator @0 :Text $required $id("operator") $label(zh="姓名", en="Person");
  phone @1 :Text $required $format("phone") $personal("operator") $maxLength(40);
}

struct UrgentDesk $state("urgent_desk") $plural("urgent_desks") $idParts(["outlet=headquarters"])
    $label(zh="紧急联系人", en="Urgent contacts")
    $list(keeper="directory", indexes=["outlet"], owner="outlet", search=["id"], menu="base",
          readers=["administrator", "auditor", "call_centre", "dispatcher"]) {
  outlet @0 :Text $id("outlet");
  # Empty: headquarters.
  contacts @1 :List(UrgentContact) $maxLength(10) $label(zh="联系人（依次）", en="People, in order");
  # Empty: nobody any more; whoever the outlet's superior names is told.
  by @2 :Text $id("operator") $label(zh="指定人", en="Named by");
  at @3 :Int64 $format("instant") $label(zh="指定时间", en="Named at");
}

struct NameUrgentContacts
    $command(stream="urgent_desk", code=1090, roles=["administrator", "dispatcher"])
    $label(zh="指定紧急联系人", en="Name urgent contacts") {
  # All of them as they are from now on, in the order in which they are called; nobody: whoever
  # stands above names his people.
  outlet @0 :Text $id("outlet");
  # Empty: headquarters, for orders of no outlet yet and where no outlet above has named anybody.
  contacts @1 :List(UrgentContact) $maxLength(10) $label(zh="联系人（依次）", en="People, in order");
}

struct UrgentContactsNamed $event(stream="urgent_desk", code=1090)
    $label(zh="紧急联系人已指定", en="Urgent contacts named") {
  outlet @0 :Text $id("outlet");
  contacts @1 :List(UrgentContact) $label(zh="联系人（依次）", en="People, in order");
  by @2 :Text $id("operator") $label(zh="指定人", en="Named by");
  at @3 :Int64 $format("instant") $label(zh="指定时间", en="Named at");
}

enum UrgentDeskRefusal $refusals("urgent_desk") {
  unknownOutlet @0 $label(zh="网点不存在", en="There is no such outlet");
  notActive @1 $label(zh="联系人不存在或已停用", en="There is no such active operator");
  mayNotAcknowledge @2
      $label(zh="该联系人在此网点没有信息员或派工员职责，不能确认紧急情况",
          en="The person is neither dispatcher nor call centre there and could not acknowledge it");
  namedTwice @3 $label(zh="同一联系人列了两次", en="A person is named twice");
  badPhone @4 $label(zh="电话格式不正确", en="The phone number is not well formed");
  nothingChanged @5 $label(zh="没有变化", en="Nothing would change");
}
