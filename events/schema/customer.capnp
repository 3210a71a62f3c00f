@0xd3a1c0d25e8f4b04;
# Customers. Codes 140-149; merging, segments, contacts.

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
using import "annotations.capnp".yields;
using import "annotations.capnp".label;
using import "annotations.capnp".ref;
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;
using import "annotations.capnp".person;
using import "annotations.capnp".personal;
using import "common.capnp".Datum;

enum CustomerKind $label(zh="客户类型", en="Kind of customer") {
  none @0 $label(zh="未定", en="Unknown");
  person @1 $label(zh="个人", en="Person");
  company @2 $label(zh="单位", en="Company");
}

enum CustomerStatus $label(zh="客户状态", en="Status of a customer") {
  none @0 $label(zh="无", en="None");
  active @1 $label(zh="有效", en="Active");
  merged @2 $label(zh="已合并", en="Merged");
}

enum CustomerSegment $label(zh="客户分类", en="Segment") {
  # A closed list: what service somebody is entitled to, not what he is like.
  none @0 $label(zh="未分类", en="Not classified");
  household @1 $label(zh="普通家庭", en="Household");
  keyAccount @2 $label(zh="重点客户", en="Key account");
  institution @3 $label(zh="机关团体", en="Institution");
  contract @4 $label(zh="合同客户", en="Under contract");
  trade @5 $label(zh="经销商户", en="Trade");
  needsCare @6 $label(zh="需特别关照", en="Needs particular care");
}

struct CustomerContact $label(zh="联系人", en="Contact") {
  # Whom to call at a company, or in a household beside the customer himself.
  name @0 :Text $required $personal("someone") $maxLength(200) $label(zh="姓名", en="Name");
  duty @1 :Text $maxLength(100) $label(zh="职务", en="Position");
  phone @2 :Text $format("phone") $personal("someone") $maxLength(40);
  note @3 :Text $format("multiline") $personal("someone") $maxLength(400);
}

struct Customer $state("customer") $plural("customers") $label(zh="客户", en="Customer")
    $person $list(keeper="directory",
          indexes=["outlet", "parent", "area", "segment", "merged_into"], owner="outlet",
          search=["id", "name", "phone", "contacts.phone", "contacts.name", "~address",
              "+area"], menu="today",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "accountant"]) {
  kind @0 :CustomerKind;
  name @1 :Text $personal("id") $label(zh="姓名", en="Name");
  phone @2 :Text $format("phone") $personal("id");
  # Normalised: digits, with + before a country code.
  address @3 :Text $personal("id");
  area @4 :Text;
  parent @5 :Text $id("customer");
  outlet @6 :Text $id("outlet") $label(zh="所属网点", en="Outlet");
  # Whose customer it is; empty: the company's.
  note @7 :Text $format("multiline") $personal("id");
  registeredAt @8 :Int64 $format("instant");
  latitude @9 :Int32 $personal("id");
  # Of the address; both 0: not known.
  longitude @10 :Int32 $personal("id");
  status @11 :CustomerStatus;
  mergedInto @12 :Text $id("customer") $label(zh="已并入", en="Merged into");
  # What was his is shown with that customer's; orders and machines keep their own customer.
  merged @13 :List(Text) $id("customer") $maxLength(100) $label(zh="并入的客户", en="Merged into it");
  segment @14 :CustomerSegment $label(zh="客户分类", en="Segment");
  contacts @15 :List(CustomerContact) $maxLength(20) $label(zh="联系人", en="Contacts");
}

struct RegisterCustomer $command(stream="customer", code=140, roles=["call_centre", "dispatcher"])
    $when(["none"]) $label(zh="登记客户", en="Register a customer") {
  customer @0 :Text $id("customer") $maxLength(64) $label(zh="客户编号", en="Customer");
  # Empty: the next free number C-yyyymmdd-nnnn.
  kind @1 :CustomerKind;
  name @2 :Text $required $personal("customer") $maxLength(200) $label(zh="姓名", en="Name");
  phone @3 :Text $required $format("phone") $personal("customer") $maxLength(40);
  address @4 :Text $personal("customer") $maxLength(400);
  area @5 :Text $maxLength(100);
  parent @6 :Text $id("customer");
  outlet @7 :Text $id("outlet") $label(zh="所属网点", en="Outlet");
  note @8 :Text $format("multiline") $personal("customer");
  latitude @9 :Int32 $personal("customer") $bounds(min = -90000000, max = 90000000)
      $label(zh="纬度（百万分之一度）", en="Latitude (1e-6 degrees)");
  # Of the address; both 0: not known.
  longitude @10 :Int32 $personal("customer") $bounds(min = -180000000, max = 180000000)
      $label(zh="经度（百万分之一度）", en="Longitude (1e-6 degrees)");
  datum @11 :Datum;
  confirmReason @12 :Text;
  # Needed where what is told is unlikely: an area that no register has, a phone number that cannot
  # be.
}
struct ChangeCustomer $command(stream="customer", code=141, roles=["call_centre", "dispatcher"])
    $when(["active"]) $label(zh="修改客户", en="Change a customer") {
  # Every field as it shall be from now on.
  customer @0 :Text $required $id("customer") $label(zh="客户编号", en="Customer");
  kind @1 :CustomerKind;
  name @2 :Text $required $personal("customer") $maxLength(200) $label(zh="姓名", en="Name");
  phone @3 :Text $required $format("phone") $personal("customer") $maxLength(40);
  address @4 :Text $personal("customer") $maxLength(400);
  area @5 :Text $maxLength(100);
  parent @6 :Text $id("customer");
  note @7 :Text $format("multiline") $personal("customer");
  latitude @8 :Int32 $personal("customer") $bounds(min = -90000000, max = 90000000)
      $label(zh="纬度（百万分之一度）", en="Latitude (1e-6 degrees)");
  longitude @9 :Int32 $personal("customer") $bounds(min = -180000000, max = 180000000)
      $label(zh="经度（百万分之一度）", en="Longitude (1e-6 degrees)");
  datum @10 :Datum;
  confirmReason @11 :Text;
}
struct MoveCustomer $command(stream="customer", code=142, roles=["call_centre", "dispatcher"])
    $when(["active"]) $label(zh="变更客户所属网点", en="Move a customer") {
  # To another outlet, whose customer it is from now on; empty: the company's.
  customer @0 :Text $required $id("customer") $label(zh="客户编号", en="Customer");
  outlet @1 :Text $id("outlet") $label(zh="所属网点", en="Outlet");
}

struct MergeCustomers $command(stream="customer", code=143, roles=["call_centre", "dispatcher"])
    $when(["active"]) $label(zh="合并客户", en="Merge customers") {
  # The same person or company was registered twice: `customer` is merged into another, under which
  # its orders and machines are found from now on.
  customer @0 :Text $required $id("customer") $label(zh="被合并的客户", en="Customer to be merged");
  into @1 :Text $required $id("customer") $label(zh="合并到", en="Into");
  reason @2 :Text $required;
}
struct SplitCustomers $command(stream="customer", code=144, roles=["call_centre", "dispatcher"])
    $usual(["merged"])
    $when(["merged"]) $label(zh="拆分客户", en="Split customers") {
  # They are two after all: the merged one is active again.
  customer @0 :Text $required $id("customer") $label(zh="已合并的客户", en="Merged customer");
  reason @1 :Text $required;
}
struct ClassifyCustomer $command(stream="customer", code=145, roles=["call_centre", "dispatcher"])
    $when(["active"]) $label(zh="客户分类", en="Classify a customer") {
  customer @0 :Text $required $id("customer") $label(zh="客户编号", en="Customer");
  segment @1 :CustomerSegment $label(zh="客户分类", en="Segment");
}
struct MoveCustomerBelow $command(stream="customer", code=146, roles=["call_centre", "dispatcher"])
    $when(["active"]) $label(zh="调整上级客户", en="Move a customer below another") {
  # In the tree of companies; empty: to the top.
  customer @0 :Text $required $id("customer") $label(zh="客户编号", en="Customer");
  parent @1 :Text $id("customer");
}
struct SetCustomerContacts $command(stream="customer", code=147,
      roles=["call_centre", "dispatcher"])
    $when(["active"]) $label(zh="维护联系人", en="Set a customer's contacts") {
  # All of them, as they shall be from now on.
  customer @0 :Text $required $id("customer") $label(zh="客户编号", en="Customer");
  contacts @1 :List(CustomerContact) $maxLength(20) $label(zh="联系人", en="Contacts");
}

struct CustomerRegistered $event(stream="customer", code=140) $label(zh="客户已登记", en="Customer registered") {
  kind @0 :CustomerKind;
  name @1 :Text $personal("id") $label(zh="姓名", en="Name");
  phone @2 :Text $format("phone") $personal("id");
  address @3 :Text $personal("id");
  area @4 :Text;
  parent @5 :UInt16 $ref("customer");
  outlet @6 :UInt16 $ref("outlet") $label(zh="所属网点", en="Outlet");
  note @7 :Text $format("multiline") $personal("id");
  registeredAt @8 :Int64 $format("instant");
  latitude @9 :Int32 $personal("id");
  longitude @10 :Int32 $personal("id");
}
struct CustomerChanged $event(stream="customer", code=141) $label(zh="客户已修改", en="Customer changed") {
  kind @0 :CustomerKind;
  name @1 :Text $personal("id") $label(zh="姓名", en="Name");
  phone @2 :Text $format("phone") $personal("id");
  address @3 :Text $personal("id");
  area @4 :Text;
  parent @5 :UInt16 $ref("customer");
  note @6 :Text $format("multiline") $personal("id");
  latitude @7 :Int32 $personal("id");
  longitude @8 :Int32 $personal("id");
}
struct CustomerMoved $event(stream="customer", code=142)
    $label(zh="客户所属网点已变更", en="Customer moved") {
  outlet @0 :UInt16 $ref("outlet") $label(zh="所属网点", en="Outlet");
}

struct CustomerMerged $event(stream="customer", code=143)
    $label(zh="客户已合并", en="Customer merged") {
  mergedInto @0 :UInt16 $ref("customer") $label(zh="并入", en="Merged into");
  reason @1 :Text;
}
struct CustomerAbsorbed $event(stream="customer", code=144)
    $label(zh="并入了客户", en="A customer was merged into it") {
  # Together with CustomerMerged of that one.
  from @0 :UInt16 $ref("customer") $label(zh="被合并的客户", en="Merged customer");
}
struct CustomerSplit $event(stream="customer", code=145)
    $label(zh="客户已拆分", en="Customer split off") {
  reason @0 :Text;
}
struct CustomerReleased $event(stream="customer", code=146)
    $label(zh="并入的客户已拆出", en="A merged customer was split off it") {
  from @0 :UInt16 $ref("customer") $label(zh="拆出的客户", en="Customer split off");
}
struct CustomerClassified $event(stream="customer", code=147)
    $label(zh="客户已分类", en="Customer classified") {
  segment @0 :CustomerSegment $label(zh="客户分类", en="Segment");
}
struct CustomerMovedBelow $event(stream="customer", code=148)
    $label(zh="上级客户已调整", en="Customer moved in the tree") {
  parent @0 :UInt16 $ref("customer");
}
struct CustomerContactsSet $event(stream="customer", code=149)
    $label(zh="联系人已维护", en="Contacts set") {
  contacts @0 :List(CustomerContact) $label(zh="联系人", en="Contacts");
}

enum CustomerRefusal $refusals("customer") {
  notFound @0 $label(zh="客户不存在", en="There is no such customer");
  exists @1 $label(zh="客户编号已被使用", en="The customer's id is taken");
  badId @2 $label(zh="客户编号格式不正确", en="The customer's id is not well formed");
  badName @3 $label(zh="姓名不正确", en="The name is empty or not well formed");
  badPhone @4 $label(zh="电话格式不正确", en="The phone number is not well formed");
  badText @5 $label(zh="文字过长或含有非法字符", en="A text is too long or not well formed");
  unknownParent @6 $label(zh="上级客户不存在", en="There is no such parent");
  cycle @7 $label(zh="上级客户不能形成循环", en="A customer cannot stand below itself");
  unknownOutlet @8 $label(zh="网点不存在", en="There is no such outlet");
  nothingChanged @9 $label(zh="没有变化", en="Nothing would change");
  badPosition @10 $label(zh="定位不正确", en="The position is out of bounds");
  unknownArea @11 $label(zh="没有登记过该区域，请核对", en="No register has such an area: is it right?")
      $yields("confirmReason");
  unusualPhone @12 $label(zh="不像电话号码，请核对", en="There is no such phone number: is it right?")
      $yields("confirmReason");
  merged @13 $label(zh="该客户已合并到另一客户", en="The customer was merged into another");
  notMerged @14 $label(zh="该客户没有被合并", en="The customer is not merged");
  sameCustomer @15 $label(zh="不能合并到自己", en="A customer cannot be merged into itself");
  badContact @16 $label(zh="联系人不正确", en="A contact is not well formed");
}
