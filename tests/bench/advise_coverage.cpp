// How often the intervals of advise hold the truth: its ten best changes under many seeds, each against the
// value of fresh replications. Exit status 1 below 93 %.
// Usage: bench_advise FIREBREAK SCENARIO [SEEDS [REPLICATIONS [FRESH]]]
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

constexpr double least_coverage = 0.93;
constexpr int fresh_seed = 900'001;  ///< of no study
constexpr std::size_t best = 10;

Json answer(const std::string& command) {
    FILE* pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) throw std::runtime_error{"cannot run " + command};
    std::string text;
    std::array<char, 65536> part{};
    while (const std::size_t n = std::fread(part.data(), 1, part.size(), pipe)) text.append(part.data(), n);
    if (::pclose(pipe) != 0) throw std::runtime_error{"failed: " + command};
    return Json::parse(text);
}

class Truth {
  public:
    Truth(std::string run, fs::path folder) : run_{std::move(run)}, patch_{std::move(folder)} {
        patch_ += "/patch.json";
        base_ = unserved_user_h("");
    }

    double saved(const std::string& id, const Json& patch) {
        const auto known = known_.find(id);
        if (known != known_.end()) return known->second;
        std::ofstream{patch_} << patch;
        return known_[id] = base_ - unserved_user_h(" --patch " + patch_.string());
    }

  private:
    [[nodiscard]] double unserved_user_h(const std::string& more) const {
        double sum = 0.0;
        const Json document = answer(run_ + more);
        for (const Json& service : document.at("services")) {
            for (const Json& function : service.at("functions"))
                sum += function.at("unserved_user_h").at("mean").get<double>();
        }
        return sum;
    }

    std::string run_;
    fs::path patch_;
    double base_ = 0.0;
    std::map<std::string, double> known_;
};

int measure(int argc, char** argv) {
    const std::string firebreak = argv[1], scenario = argv[2];
    const int seeds = argc > 3 ? std::atoi(argv[3]) : 25;
    const std::string replications = argc > 4 ? argv[4] : "100";
    const std::string fresh = argc > 5 ? argv[5] : "1500";
    const fs::path folder = fs::temp_directory_path() / ("firebreak-coverage-" + std::to_string(::getpid()));
    fs::create_directories(folder);
    Truth truth{firebreak + " run " + scenario + " --format json -j2 --seed " + std::to_string(fresh_seed) +
                    " --replications " + fresh,
                folder};
    int held = 0, all = 0;
    std::map<std::string, std::array<int, 2>> by_change;  // held, all
    for (int seed = 1; seed <= seeds; ++seed) {
        const Json advice = answer(firebreak + " advise " + scenario + " --format json -j2 --seed " +
                                   std::to_string(seed) + " --replications " + replications);
        const Json& single = advice.at("single");
        for (std::size_t i = 0; i < best && i < single.size(); ++i) {
            const double value = truth.saved(single[i].at("id"), single[i].at("patch"));
            const Json& interval = single[i].at("saved").at("ci95");
            const bool in = interval[0].get<double>() <= value && value <= interval[1].get<double>();
            auto& [change_held, change_all] = by_change[single[i].at("id")];
            change_held += in ? 1 : 0;
            ++change_all;
            held += in ? 1 : 0;
            ++all;
        }
    }
    fs::remove_all(folder);
    for (const auto& [id, counts] : by_change)
        std::printf("%3d of %3d  %s\n", counts[0], counts[1], id.c_str());
    const double coverage = held / static_cast<double>(all);
    std::printf("%d of %d intervals hold the value of %s fresh replications: %.1f %%\n", held, all,
                fresh.c_str(), 100.0 * coverage);
    return coverage >= least_coverage ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fprintf(stderr, "usage: bench_advise FIREBREAK SCENARIO [SEEDS [REPLICATIONS [FRESH]]]\n");
        return 2;
    }
    try {
        return measure(argc, argv);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 3;
    }
}
