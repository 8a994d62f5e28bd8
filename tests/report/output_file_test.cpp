#include "sim/base/output_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace refreshsim {
namespace {

namespace fs = std::filesystem;

class OutputFileTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "refreshsim-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  static std::string content(const std::string& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
  }
  std::size_t files() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }
  fs::path folder_;
};

TEST_F(OutputFileTest, HasItsNameOnlyWhenItIsComplete) {
  OutputFile file(path("out"));
  file.write("half");
  file.flush();
  EXPECT_FALSE(fs::exists(path("out")));
  file.write(" and half");
  EXPECT_TRUE(file.finish());
  EXPECT_EQ(content(path("out")), "half and half");
  EXPECT_EQ(files(), 1u);
}

TEST_F(OutputFileTest, LeavesNothingWhenItIsNotFinished) {
  { OutputFile(path("out")).write("half"); }
  EXPECT_EQ(files(), 0u);
}

TEST_F(OutputFileTest, KeepsWhatWasThereUntilItIsComplete) {
  std::ofstream(path("out")) << "old";
  { OutputFile(path("out")).write("new"); }
  EXPECT_EQ(content(path("out")), "old");
  OutputFile file(path("out"));
  file.write("new");
  EXPECT_TRUE(file.finish());
  EXPECT_EQ(content(path("out")), "new");
}

TEST_F(OutputFileTest, KeepsThePermissionsOfWhatItReplaces) {
  std::ofstream(path("out")) << "old";
  fs::permissions(path("out"), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_TRUE(OutputFile(path("out")).finish());
  EXPECT_EQ(fs::status(path("out")).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(OutputFileTest, ReplacesTheFileThatALinkNames) {
  std::ofstream(path("real")) << "old";
  fs::create_symlink("real", path("link"));
  OutputFile file(path("link"));
  file.write("new");
  EXPECT_TRUE(file.finish());
  EXPECT_TRUE(fs::is_symlink(path("link")));
  EXPECT_EQ(content(path("real")), "new");
}

TEST_F(OutputFileTest, TellsWhyItCantBeWritten) {
  OutputFile missing(path("no/such/folder"));
  EXPECT_EQ(missing.error(),
            path("no/such/folder") + ": can't be created: No such file or directory");
  EXPECT_FALSE(missing.finish());
  OutputFile folder(folder_.string());
  EXPECT_FALSE(folder.ok());
}

TEST_F(OutputFileTest, KeepsTheOrderOfWhatComesInPiecesOfAnySize) {
  OutputFile file(path("out"));
  std::string expected;
  for (std::size_t size = 1; size < 1'000'000; size = 3 * size + 1) {
    const std::string piece(size, static_cast<char>('a' + size % 26));
    file.write(piece);
    if (size % 2 == 0) file.flush();
    expected += piece;
  }
  EXPECT_TRUE(file.finish());
  EXPECT_TRUE(content(path("out")) == expected);
}

TEST_F(OutputFileTest, TellsAFullDisk) {
  OutputFile file("/dev/full");
  file.write("x");
  EXPECT_FALSE(file.finish());
  EXPECT_EQ(file.error(), "/dev/full: can't be written: No space left on device");
  EXPECT_FALSE(file.closed_pipe());
}

TEST_F(OutputFileTest, IsDiscardedWithTheOthersOnASignal) {
  OutputFile file(path("out"));
  EXPECT_EQ(files(), 1u);
  discard_unfinished_files();
  EXPECT_EQ(files(), 0u);
  EXPECT_FALSE(file.finish());
}

}  // namespace
}  // namespace refreshsim
