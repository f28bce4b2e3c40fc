// Which programs take the warp, judged by files made for the purpose.

#include <elf.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <fstream>

#include "runner/warp/elf.hpp"
#include "runner/warp/warp.hpp"
#include "tests/support/temporary_folder.hpp"

namespace squall {
namespace {

using Reason = std::optional<std::string>;

template <typename Header>
void append(std::string& bytes, const Header& header) {
  bytes.append(reinterpret_cast<const char*>(&header), sizeof header);
}

#if defined(__x86_64__)
constexpr Elf64_Half this_machine = EM_X86_64;
constexpr Elf64_Half other_machine = EM_AARCH64;
#else
constexpr Elf64_Half this_machine = EM_AARCH64;
constexpr Elf64_Half other_machine = EM_X86_64;
#endif

/// An ELF file of headers only, with a segment for the loader and one for notes if given.
std::string elf(Elf64_Half machine, const std::string& loader, const std::string& notes = "") {
  Elf64_Ehdr header{};
  std::memcpy(header.e_ident, ELFMAG, SELFMAG);
  header.e_ident[EI_CLASS] = ELFCLASS64;
  header.e_ident[EI_DATA] = ELFDATA2LSB;
  header.e_machine = machine;
  header.e_phoff = sizeof header;
  header.e_phnum = 2;
  const std::size_t contents = sizeof header + 2 * sizeof(Elf64_Phdr);
  Elf64_Phdr interpreter{};
  interpreter.p_type = loader.empty() ? PT_LOAD : PT_INTERP;
  interpreter.p_offset = contents;
  interpreter.p_filesz = loader.size();
  Elf64_Phdr note{};
  note.p_type = PT_NOTE;
  note.p_offset = contents + loader.size();
  note.p_filesz = notes.size();
  std::string bytes;
  append(bytes, header);
  append(bytes, interpreter);
  append(bytes, note);
  return bytes + loader + notes;
}

std::string note(const std::string& owner, const std::string& description) {
  Elf64_Nhdr header{};
  header.n_namesz = static_cast<Elf64_Word>(owner.size());
  header.n_descsz = static_cast<Elf64_Word>(description.size());
  std::string bytes;
  append(bytes, header);
  return bytes + owner + description;
}

const std::string glibc_loader = "/lib64/ld-linux-x86-64.so.2";

TEST(ElfProgram, ThatLoadsTheCLibraryTakesTheWarp) {
  EXPECT_EQ(why_not_preloaded(elf(this_machine, glibc_loader)), std::nullopt);
  const std::string build = note(std::string("GNU\0", 4), "0123456789abcdef");
  EXPECT_EQ(why_not_preloaded(elf(this_machine, glibc_loader, build)), std::nullopt);
}

TEST(ElfProgram, WithoutALoaderIsStatic) {
  EXPECT_EQ(why_not_preloaded(elf(this_machine, "")),
            Reason("it is statically linked, so that no library can be loaded before it"));
}

TEST(ElfProgram, OfGoKeepsRealTimeEvenWithALoader) {
  const std::string notes =
      note(std::string("GNU\0", 4), "0123") + note(std::string("Go\0\0", 4), "build");
  EXPECT_EQ(
      why_not_preloaded(elf(this_machine, glibc_loader, notes)),
      Reason("it is written in Go, which asks the kernel for the time without the C library"));
}

TEST(ElfProgram, OfAnotherCLibraryDoesNotTakeTheWarp) {
  EXPECT_EQ(why_not_preloaded(elf(this_machine, "/lib/ld-musl-x86_64.so.1")),
            Reason("it uses the C library musl, the time warp library glibc"));
}

TEST(ElfProgram, ForAnotherMachineDoesNotTakeTheWarp) {
  EXPECT_NE(why_not_preloaded(elf(other_machine, glibc_loader)), std::nullopt);
  std::string narrow = elf(this_machine, glibc_loader);
  narrow[EI_CLASS] = ELFCLASS32;
  EXPECT_NE(why_not_preloaded(narrow), std::nullopt);
  std::string big_endian = elf(this_machine, glibc_loader);
  big_endian[EI_DATA] = ELFDATA2MSB;
  EXPECT_EQ(why_not_preloaded(big_endian), Reason("it is built for a big-endian machine"));
}

TEST(ElfProgram, CutShortAnywhereIsRefusedOrJudgedWithoutReadingPastItsEnd) {
  const std::string whole =
      elf(this_machine, glibc_loader, note(std::string("GNU\0", 4), "0123456789abcdef"));
  for (std::size_t size = 0; size < sizeof(Elf64_Ehdr) + sizeof(Elf64_Phdr); ++size) {
    EXPECT_NE(why_not_preloaded(whole.substr(0, size)), std::nullopt) << size;
  }
  for (std::size_t size = 0; size < whole.size(); ++size) why_not_preloaded(whole.substr(0, size));
}

/// A folder of executable files, which stands for PATH.
class WarpedFile : public testing::Test {
 protected:
  WarpedFile() {
    write("program", elf(this_machine, glibc_loader));
    write("static", elf(this_machine, ""));
  }

  std::filesystem::path write(const std::string& name, const std::string& bytes) {
    const std::filesystem::path file = folder_.write(name, bytes);
    std::filesystem::permissions(file, std::filesystem::perms::owner_all);
    return file;
  }

  Reason reason(const std::filesystem::path& program) {
    return why_not_warped(program, "/nowhere:" + folder_.path());
  }

  Reason reason_for_script(const std::string& first_line) {
    return reason(write("script", first_line + "\necho\n"));
  }

  TemporaryFolder folder_;
};

TEST_F(WarpedFile, IsFoundByPathOrByName) {
  EXPECT_EQ(reason("program"), std::nullopt);
  EXPECT_EQ(reason(folder_.file("program")), std::nullopt);
  EXPECT_EQ(reason("absent"), Reason("it is not on the search path"));
  EXPECT_EQ(reason(folder_.file("absent")), Reason("there is no such file"));
  EXPECT_EQ(reason(folder_.path()), Reason("there is no such file"));
}

TEST_F(WarpedFile, ThatIsAScriptIsJudgedByItsInterpreter) {
  EXPECT_EQ(reason_for_script("#!" + folder_.file("program") + " -x"), std::nullopt);
  EXPECT_EQ(reason_for_script("#! /usr/bin/env program"), std::nullopt);
  EXPECT_EQ(reason_for_script("#!/usr/bin/env -S MODE=quiet program --flag"), std::nullopt);
  EXPECT_EQ(reason_for_script("#!/usr/bin/env static"),
            Reason("its interpreter static cannot be warped: it is statically linked, so that no "
                   "library can be loaded before it"));
  EXPECT_EQ(reason_for_script("#!/nowhere/interpreter"),
            Reason("its interpreter /nowhere/interpreter cannot be warped: there is no such file"));
  EXPECT_EQ(reason_for_script("#!"), Reason("its #! line names no interpreter"));
}

TEST_F(WarpedFile, ThatIsItsOwnInterpreterIsRefusedInTheEnd) {
  const Reason found = reason_for_script("#!" + folder_.file("script"));
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->ends_with("its #! lines lead from script to script")) << *found;
}

TEST_F(WarpedFile, ThatIsNoProgramIsRefused) {
  EXPECT_EQ(reason(write("notes", "buy milk\n")),
            Reason("it is neither an ELF program nor a #! script"));
  EXPECT_EQ(reason(write("empty", "")), Reason("it is neither an ELF program nor a #! script"));
}

TEST_F(WarpedFile, ThatGainsRightsIsRefused) {
  const auto file = write("owned", elf(this_machine, glibc_loader));
  constexpr uid_t somebody_else = 12'345;
  if (chown(file.c_str(), somebody_else, getegid()) != 0)
    GTEST_SKIP() << "only root gives files away";
  chmod(file.c_str(), 04755);
  EXPECT_EQ(reason(file), Reason("it runs with more rights than its caller (setuid)"));
}

TEST_F(WarpedFile, OfThisTestItselfTakesTheWarp) {
  EXPECT_TRUE(can_be_warped("/proc/self/exe"));
  EXPECT_TRUE(can_be_warped("sh"));
}

}  // namespace
}  // namespace squall
