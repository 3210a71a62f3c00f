@0xd3a1c0d25e8f4b41;
# What makers make: product models. Commands 157-158, events 605-606.

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
using import "annotations.capnp".id;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".bounds;
using import "annotations.capnp".maxLength;

struct ProductModel $state("product_model") $plural("product_models")
    $label(zh="产品型号", en="Product model")
    $list(keeper="directory", indexes=["brand category", "category"],
          search=["id", "model", "+brand", "+category"], menu="base",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "store_keeper",
              "technician", "accountant"]) {
  # product_model/<brand>:<model>, one in any case and width. Its serials' format is
  # serial_format/<the same>.
  brand @0 :Text;
  model @1 :Text;
  category @2 :Text;
  warrantyPolicy @3 :Text $label(zh="保修政策", en="Warranty policy");
  # Its number; empty: the brand's.
  lifeYears @4 :UInt16 $label(zh="安全使用年限（年）", en="Service life (years)");
  # 0: not known.
  mainParts @5 :List(Text) $id("part") $maxLength(50) $label(zh="主要部件", en="Main parts");
  discontinuedOn @6 :Int32 $format("date") $label(zh="停产日期", en="Discontinued on");
  # Parts are supplied for five years after it.
  note @7 :Text $format("multiline");
}

struct RegisterProductModel $command(stream="product_model", code=157, roles=["administrator"])
    $when(["none"]) $label(zh="登记产品型号", en="Register a product model") {
  brand @0 :Text $required $maxLength(64);
  model @1 :Text $required $maxLength(64);
  category @2 :Text $required $maxLength(64);
  warrantyPolicy @3 :Text $maxLength(64) $label(zh="保修政策", en="Warranty policy");
  lifeYears @4 :UInt16 $bounds(min = 0, max = 50)
      $label(zh="安全使用年限（年）", en="Service life (years)");
  mainParts @5 :List(Text) $id("part") $maxLength(50) $label(zh="主要部件", en="Main parts");
  note @6 :Text $format("multiline");
}
struct ChangeProductModel $command(stream="product_model", code=158, roles=["administrator"])
    $usual(["*"])
    $label(zh="修改产品型号", en="Change a product model") {
  # Everything as it shall be from now on. Machines that are registered keep what they were
  # registered with.
  productModel @0 :Text $required $id("product_model");
  category @1 :Text $required $maxLength(64);
  warrantyPolicy @2 :Text $maxLength(64) $label(zh="保修政策", en="Warranty policy");
  lifeYears @3 :UInt16 $bounds(min = 0, max = 50)
      $label(zh="安全使用年限（年）", en="Service life (years)");
  mainParts @4 :List(Text) $id("part") $maxLength(50) $label(zh="主要部件", en="Main parts");
  discontinuedOn @5 :Int32 $format("date") $label(zh="停产日期", en="Discontinued on");
  note @6 :Text $format("multiline");
}

struct ProductModelRegistered $event(stream="product_model", code=605)
    $label(zh="产品型号已登记", en="Product model registered") {
  brand @0 :Text;
  model @1 :Text;
  category @2 :Text;
  warrantyPolicy @3 :Text $label(zh="保修政策", en="Warranty policy");
  lifeYears @4 :UInt16 $label(zh="安全使用年限（年）", en="Service life (years)");
  mainParts @5 :List(Text) $id("part") $label(zh="主要部件", en="Main parts");
  note @6 :Text $format("multiline");
}
struct ProductModelChanged $event(stream="product_model", code=606)
    $label(zh="产品型号已修改", en="Product model changed") {
  category @0 :Text;
  warrantyPolicy @1 :Text $label(zh="保修政策", en="Warranty policy");
  lifeYears @2 :UInt16 $label(zh="安全使用年限（年）", en="Service life (years)");
  mainParts @3 :List(Text) $id("part") $label(zh="主要部件", en="Main parts");
  discontinuedOn @4 :Int32 $format("date") $label(zh="停产日期", en="Discontinued on");
  note @5 :Text $format("multiline");
}

enum ProductModelRefusal $refusals("product_model") {
  notFound @0 $label(zh="没有该产品型号", en="There is no such product model");
  exists @1 $label(zh="该品牌型号已登记", en="The brand's model is registered already");
  badBrand @2 $label(zh="品牌不正确", en="The brand is not well formed");
  badText @3 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
  unknownPart @4 $label(zh="备件不存在", en="There is no such part");
  badYears @5 $label(zh="使用年限不正确", en="A service life is 0 to 50 years");
  badDate @6 $label(zh="日期不正确", en="The date is not well formed");
  nothingChanged @7 $label(zh="没有变化", en="Nothing would change");
}
