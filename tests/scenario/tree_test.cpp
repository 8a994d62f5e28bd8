// The tree that later commands edit and load again.
#include "sim/scenario/tree.h"

#include "sim/scenario/load_tree.h"
#include "sim/scenario/merge.h"
#include "sim/scenario/parse.h"
#include "sim/scenario/render.h"
#include "tests/scenario/helpers.h"

namespace refreshsim::test {
namespace {

std::string rendered(std::string_view yaml) {
  Tree tree;
  Complaints complaints;
  const std::uint16_t source = tree.add_source(Source("f.yaml", std::string(yaml)));
  const auto root = parse_yaml(tree, source, complaints);
  return root && root->some() ? render(tree, *root) : "none";
}

TEST(Tree, RendersOnOneLine) {
  EXPECT_EQ(rendered("a:\n  - 1\n  - b: [x, ~]\n    c: {}\n"), "{a: [1, {b: [x, null], c: {}}]}");
}

TEST(Tree, RendersQuotesOnlyWhereTheyAreNeeded) {
  EXPECT_EQ(
      rendered(R"(["12", "true", "", "null", "a b", "a: b", "a #b", "x,y", "- a", "$r", 90%])"),
      R"(["12", "true", "", "null", a b, "a: b", "a #b", "x,y", "- a", $r, 90%])");
  EXPECT_EQ(rendered("[\"a\\nb\\t\\x1b\\\"\", 0x10]"), "[\"a\\nb\\t\\x1b\\\"\", \"0x10\"]");
}

TEST(Tree, ReadsWhatItRenders) {
  const std::string text =
      rendered("{a: ['x: y', \"l1\\nl2\", 'it''s', -5, '-5', \"\\u202e\", :x, 'x:']}");
  EXPECT_EQ(rendered(text), text);
}

TEST(Tree, ReadsAScalarAsTheTextThatItWasMadeOf) {
  for (const std::string text :
       {"",     "a b",      "<<",           "yes",          "~",         "010",        "1e3",
        "-5",   "a: b",     "a:?b",         "a:",           "a #b",      "- x",        "{",
        "x,y",  "\xc3\xa9", "\xe2\x80\xae", "\xef\xbb\xbf", "tab\there", "two\nlines", "\x01",
        "\"'\\"}) {
    Tree tree;
    Complaints complaints;
    const std::string line = "{" + yaml_scalar(text) + ": " + yaml_scalar(text) + "}";
    const std::uint16_t source = tree.add_source(Source("f.yaml", line));
    const auto root = parse_yaml(tree, source, complaints);
    ASSERT_TRUE(root && root->some()) << line;
    ASSERT_EQ(tree.pairs(*root).size(), 2u) << line;
    for (const NodeId node : tree.pairs(*root)) EXPECT_EQ(tree.text(node), text) << line;
  }
}

// Who walks pairs two by two may do so with whatever a user wrote there.
TEST(Tree, GivesItemsOfListsAndPairsOfMapsOnly) {
  const WholeTree whole = parse_tree("refreshsim: 1\nlist: [x]\nmap: {x: y}\ntext: x\n", "f.yaml");
  const auto items = [&](std::string_view key) {
    return whole.tree.items(whole.tree.find(whole.root, key)).size();
  };
  const auto pairs = [&](std::string_view key) {
    return whole.tree.pairs(whole.tree.find(whole.root, key)).size();
  };
  EXPECT_EQ(items("list"), 1u);
  EXPECT_EQ(pairs("list"), 0u);
  EXPECT_EQ(items("map"), 0u);
  EXPECT_EQ(pairs("map"), 2u);
  for (const std::string_view other : {"text", "none"}) {
    EXPECT_EQ(items(other) + pairs(other), 0u) << other;
  }
}

// An override of a study: a new value in the place of an old one.
TEST(Tree, CanBeEditedAndLoaded) {
  WholeTree whole = parse_tree("refreshsim: 1\nseed: 7\nname: x\n", "f.yaml");
  Tree& tree = whole.tree;
  const Origin place = tree.origin(whole.root);
  const NodeId pair[] = {tree.add_scalar("seed", true, place), tree.add_scalar("9", true, place)};
  const NodeId edited = merge_trees(tree, whole.root, tree.add_map(pair, place));
  EXPECT_EQ(load_tree(tree, edited).scenario.seed, 9U);
  EXPECT_EQ(load_tree(tree, whole.root).scenario.seed, 7U);
}

TEST(Tree, KnowsItsPlaces) {
  WholeTree whole = parse_tree("refreshsim: 1\nimages:\n  ö: {exists: false}\n", "f.yaml");
  const NodeId image = whole.tree.find(whole.tree.find(whole.root, "images"), "ö");
  const Place place = whole.tree.place(image);
  EXPECT_EQ(place.file, "f.yaml");
  EXPECT_EQ(place.line, 3);
  EXPECT_EQ(place.column, 6);
}

TEST(Tree, KeepsTextsOfAnyLength) {
  Tree tree;
  const std::string large(200'000, 'x');
  const NodeId a = tree.add_scalar("short", true, {});
  const NodeId b = tree.add_scalar(large, true, {});
  const NodeId c = tree.add_scalar("after", true, {});
  EXPECT_EQ(tree.text(a), "short");
  EXPECT_EQ(tree.text(b), large);
  EXPECT_EQ(tree.text(c), "after");
}

}  // namespace
}  // namespace refreshsim::test
