// A folder with a small scenario and a sweep over it.
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "catch_compat.hpp"
#include "store_rows.hpp"
#include "sweep/plan.hpp"
#include "sweep/store.hpp"

namespace firebreak::sweep::test {

namespace fs = std::filesystem;

/// Vanishes with the test.
class Folder {
  public:
    Folder() {
        std::string name = (fs::temp_directory_path() / "firebreak-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path_ = name;
    }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] std::string at(const std::string& name) const { return (path_ / name).string(); }
    std::string write(const std::string& name, const std::string& text) const {
        std::ofstream{path_ / name, std::ios::binary} << text;
        return at(name);
    }
    [[nodiscard]] bool has(const std::string& name) const { return fs::exists(path_ / name); }

  private:
    fs::path path_;
};

/// With the template scenario beside it: a sweep's file whose body is `rest`.
inline std::string write_sweep(const Folder& folder, const std::string& rest) {
    fs::copy_file(fs::path{FIREBREAK_SOURCE_DIR} / "scenarios/templates/minimal.json", folder.at("base.json"),
                  fs::copy_options::overwrite_existing);
    return folder.write("sweep.json",
                        R"({"schema": 1, "name": "test", "scenario": "base.json", )" + rest + "}");
}

/// A plan without a scenario: `points` points on one axis.
inline Plan small_plan(std::size_t points, int replications) {
    Plan plan;
    plan.id = "11111111-2222-3333-4444-555555555555";
    plan.name = "small";
    plan.scenario = "none";
    plan.seed = 7;
    plan.horizon_h = 10.0;
    plan.axes = {{"x", "/x", "hours", {}}};
    plan.measures = {"/a", "/b"};
    plan.replications.min = plan.replications.max = replications;
    for (std::size_t i = 0; i < points; ++i) {
        plan.points.push_back({.at = {(static_cast<double>(i) + 0.5) / static_cast<double>(points)}});
        plan.settings.push_back("{\"x\":" + std::to_string(i) + "}");
    }
    return plan;
}

inline Provenance origin() {
    Provenance provenance;
    provenance.version = "1.0";
    provenance.commit = "abc";
    provenance.engine = "none";
    provenance.sweep_file = "sweep.json";
    provenance.scenario_id = "base";
    return provenance;
}

}  // namespace firebreak::sweep::test
