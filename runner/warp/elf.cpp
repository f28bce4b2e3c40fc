// Reading ELF headers: class, machine, loader and the note that Go leaves. Any bytes may come in,
// also cut off or made up: nothing is read past their end.

#include "runner/warp/elf.hpp"

#include <elf.h>

#include <cstring>
#include <vector>

namespace squall {
namespace {

#if defined(__x86_64__)
constexpr Elf64_Half own_machine = EM_X86_64;
constexpr std::string_view own_name = "x86-64";
#elif defined(__aarch64__)
constexpr Elf64_Half own_machine = EM_AARCH64;
constexpr std::string_view own_name = "AArch64";
#else
#error "time warp: this machine's ELF number is not known here"
#endif

/// A copy of what lies at `offset`, if the file reaches that far.
template <typename Header>
std::optional<Header> header_at(std::string_view bytes, std::size_t offset) {
  if (offset > bytes.size() || bytes.size() - offset < sizeof(Header)) return std::nullopt;
  Header header;
  std::memcpy(&header, bytes.data() + offset, sizeof header);
  return header;
}

std::string_view contents(std::string_view bytes, const Elf64_Phdr& segment) {
  if (segment.p_offset > bytes.size()) return {};
  return bytes.substr(segment.p_offset, segment.p_filesz);
}

/// Go's linker marks its programs with a note of this owner, also when they use the C library.
bool has_go_note(std::string_view notes) {
  constexpr std::string_view owner("Go\0", 3);
  while (const auto note = header_at<Elf64_Nhdr>(notes, 0)) {
    const auto padded = [](std::size_t size) { return (size + 3) / 4 * 4; };
    const std::size_t size = sizeof(Elf64_Nhdr) + padded(note->n_namesz) + padded(note->n_descsz);
    if (notes.substr(sizeof(Elf64_Nhdr), owner.size()) == owner) return true;
    if (size > notes.size()) break;
    notes.remove_prefix(size);
  }
  return false;
}

std::vector<Elf64_Phdr> segments_of(std::string_view bytes, const Elf64_Ehdr& header) {
  std::vector<Elf64_Phdr> segments;
  for (std::size_t i = 0; i < header.e_phnum; ++i) {
    const auto segment = header_at<Elf64_Phdr>(bytes, header.e_phoff + i * sizeof(Elf64_Phdr));
    if (segment) segments.push_back(*segment);
  }
  return segments;
}

std::string machine_name(Elf64_Half machine) {
  switch (machine) {
    case EM_386:
      return "32-bit x86";
    case EM_ARM:
      return "32-bit ARM";
    case EM_X86_64:
      return "x86-64";
    case EM_AARCH64:
      return "AArch64";
    case EM_RISCV:
      return "RISC-V";
    default:
      return "machine number " + std::to_string(machine);
  }
}

}  // namespace

std::optional<std::string> why_not_preloaded(std::string_view bytes) {
  const auto header = header_at<Elf64_Ehdr>(bytes, 0);
  if (!header || bytes.substr(0, SELFMAG) != ELFMAG) return "it is not an ELF program";
  if (header->e_ident[EI_DATA] != ELFDATA2LSB) return "it is built for a big-endian machine";
  if (header->e_machine != own_machine || header->e_ident[EI_CLASS] != ELFCLASS64) {
    return "it is built for " + machine_name(header->e_machine) + ", the time warp library for " +
           std::string(own_name);
  }
  std::optional<std::string_view> loader;
  for (const Elf64_Phdr& segment : segments_of(bytes, *header)) {
    if (segment.p_type == PT_NOTE && has_go_note(contents(bytes, segment))) {
      return "it is written in Go, which asks the kernel for the time without the C library";
    }
    if (segment.p_type == PT_INTERP) loader = contents(bytes, segment);
  }
  if (!loader) return "it is statically linked, so that no library can be loaded before it";
  if (loader->find("ld-musl") != std::string_view::npos) {
    return "it uses the C library musl, the time warp library glibc";
  }
  return std::nullopt;
}

}  // namespace squall
