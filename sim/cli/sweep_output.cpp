// Lines for people, and the table for programs.
#include "cli/sweep_output.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

#include "cli/command.hpp"
#include "firebreak/error.hpp"
#include "report/display_width.hpp"
#include "sweep/export_csv.hpp"

namespace firebreak::cli {
namespace {

constexpr int lines_max = 5;

std::string duration_text(double seconds) {
    const auto whole = static_cast<long>(seconds + 0.5);
    if (whole < 120) return fmt::format("{} s", whole);
    if (whole < 7200) return fmt::format("{} min", whole / 60);
    return fmt::format("{} h {} min", whole / 3600, whole / 60 % 60);
}

}  // namespace

SweepProgress::SweepProgress() : on_terminal_{::isatty(STDERR_FILENO) != 0} {}

SweepProgress::~SweepProgress() {
    erase();
}

void SweepProgress::erase() {
    if (drawn_) complain("\r\033[K");
    drawn_ = false;
}

void SweepProgress::update(const sweep::Tally& tally) {
    const Clock::time_point now = Clock::now();
    if (!on_terminal_ || now - drawn_at_ < std::chrono::milliseconds{100}) return;
    drawn_at_ = now;
    drawn_ = true;
    const double seconds = std::max(std::chrono::duration<double>(now - start_).count(), 1e-3);
    const double rate = static_cast<double>(tally.done - tally.earlier) / seconds;
    const std::string left =
        rate > 0.0 ? duration_text(static_cast<double>(tally.planned - tally.done) / rate) + " left"
                   : "starting";
    complain(fmt::format("\r\033[Kruns: {} of {} ({:.0f} %), {:.3g} a second, {}{}", tally.done,
                         tally.planned,
                         100.0 * static_cast<double>(tally.done) /
                             static_cast<double>(std::max<std::size_t>(tally.planned, 1)),
                         rate, left, tally.failed > 0 ? fmt::format(", {} failed", tally.failed) : ""));
}

void SweepProgress::say(const std::string& line) {
    if (++said_ > lines_max + 1) return;
    erase();
    complain(said_ <= lines_max ? line : "firebreak: further failures are only stored (view failure)\n");
}

std::string failure_line(const std::string& sweep_file, const sweep::RunRow& row) {
    return report::printable(fmt::format(
               "firebreak: point {}, replication {}: {}: {}; replay: firebreak sweep {} --replay {}:{}",
               row.point, row.replication, to_string(row.status), row.error, sweep_file, row.point,
               row.replication)) +
           "\n";
}

std::string sweep_line(const std::string& name, const sweep::Tally& tally, const std::string& store) {
    return fmt::format("{}: {} of {} runs done, {} failed, in {}\n", report::printable(name), tally.done,
                       tally.planned, tally.failed, store);
}

void write_table(const std::string& store, const std::string& file) {
    sweep::StoreReader reader{store};
    if (file == "-") return export_csv(reader, stdout);
    const std::string partial = file + ".partial";
    try {
        const std::unique_ptr<std::FILE, int (*)(std::FILE*)> out{std::fopen(partial.c_str(), "wb"),
                                                                  std::fclose};
        if (!out) throw FileError{fmt::format("{}: cannot be written: {}", file, std::strerror(errno))};
        export_csv(reader, out.get());
    } catch (const FileError&) {
        std::remove(partial.c_str());
        throw;
    }
    std::filesystem::rename(partial, file);
}

}  // namespace firebreak::cli
