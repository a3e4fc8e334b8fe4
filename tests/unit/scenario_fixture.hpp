// A small valid scenario in four files, to be spoilt by one edit at a time.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "catch_compat.hpp"
#include "scenario/reader.hpp"

namespace firebreak::scenario {

inline const std::string scenario_text = R"({
  "$schema": "../scenario.schema.json",
  "schema": 1,
  "name": "small",                     // comments are allowed
  "horizon_h": 48,
  "layout": "layout.json",
  "services": "services.json",
  "parameters": "parameters.json",
  "ignition": { "site": "north", "room": "battery", "local_time": "2022-10-15T15:19" },
  "observed": { "isolation_h": 1.55, "agent_extinguishes": false },
  "response": { "crews": { "technicians": 7 } }
}
)";

inline const std::string layout_text = R"({
  "name": "two-sites",
  "sites": {
    "north": {
      "rack_uplink_gbps": 10,
      "rooms": {
        "battery": { "kind": "battery", "floor": -3, "area_m2": 50, "isolation_zone": "all" },
        "hall": { "kind": "data_hall", "isolation_zone": "all", "shared_void_with": ["battery"] }
      },
      "power": {
        "grid": { "kind": "utility", "room": "battery" },
        "ups": { "kind": "ups", "room": "battery", "inputs": [{ "from": "grid" }], "battery_autonomy_min": 15, "battery_room": "battery" },
        "pdu": { "kind": "pdu", "room": "hall", "inputs": [{ "from": "ups", "through": ["battery"] }] }
      },
      "rows": { "r1": { "room": "hall", "racks": 3, "servers_per_rack": 20, "rack_load_kw": 6.5, "feeds": [{ "from": "pdu" }] } },
      "cooling": { "ac": { "room": "hall", "serves": ["hall"], "feeds": [{ "from": "pdu" }] } },
      "network": {
        "border": { "kind": "border", "room": "hall", "feeds": [{ "from": "pdu" }] },
        "core": { "kind": "core", "room": "hall", "feeds": [{ "from": "pdu" }] }
      }
    },
    "south": {
      "rooms": { "hall": { "kind": "data_hall", "isolation_zone": "all" } },
      "power": { "grid": { "kind": "utility", "room": "hall" } },
      "rows": { "r1": { "room": "hall", "racks": 2, "feeds": [{ "from": "grid" }] } },
      "network": {
        "border": { "kind": "border", "room": "hall", "feeds": [{ "from": "grid" }] },
        "core": { "kind": "core", "room": "hall", "feeds": [{ "from": "grid" }] }
      }
    }
  },
  "wan": { "link": { "from": "north", "to": "south", "bandwidth_gbps": 40, "latency_ms": 0.5 } },
  "placement": {
    "tools": { "replicas": [{ "site": "north" }, { "site": "south", "role": "standby", "capacity_ratio": 0.5 }] },
    "apps": { "failover": "manual", "replication": "async", "replicas": [{ "site": "north", "rooms": ["hall"] }, { "site": "south", "role": "standby" }] }
  }
}
)";

inline const std::string services_text = R"({
  "name": "few",
  "components": {
    "controller": { "placement": "tools", "servers": 5 },
    "login": { "placement": "apps", "servers": 20, "needs_to_fail_over": ["controller"] },
    "chat": { "placement": "apps", "servers": 30, "min_servers_ratio": 0.3, "write_rate_mb_per_s": 50, "image_gb": 4, "needs": ["login"] }
  },
  "services": {
    "messenger": { "functions": {
      "text": { "users_peak_million": 1.2, "requests_per_user_h": 30, "demand_curve": "day", "needs": ["chat"],
                "degraded_without": [{ "component": "login", "served_ratio": 0.9 }], "targets": { "rto_h": 0.33, "rpo_s": 0 } }
    } }
  },
  "demand_curves": { "day": [0.2, 0.1, 0.1, 0.1, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.8, 0.9, 1, 0.9, 0.8, 0.8, 0.8, 0.8, 0.9, 1, 1, 0.9, 0.6, 0.4] },
  "automation": { "boots_servers": "controller" }
}
)";

inline const std::string parameters_text = R"({
  "name": "test",
  "fuels": {
    "li_ion_cabinet": { "peak_kw": { "lognormal": { "median": 2500, "sigma": 0.6 } }, "growth_s": { "triangular": { "min": 75, "mode": 150, "max": 300 } },
                        "energy_per_amount_mj": { "uniform": { "min": 20, "max": 75 } }, "burnt_in_decay_ratio": 0.3 },
    "vrla_string":    { "peak_kw": { "lognormal": { "median": 800, "sigma": 0.6 } }, "growth_s": { "triangular": { "min": 150, "mode": 300, "max": 600 } },
                        "energy_per_amount_mj": { "uniform": { "min": 30, "max": 80 } }, "burnt_in_decay_ratio": 0.3 },
    "cable_tray":     { "peak_kw": { "lognormal": { "median": 400, "sigma": 0.6 } }, "growth_s": { "triangular": { "min": 300, "mode": 450, "max": 600 } },
                        "energy_per_amount_mj": { "uniform": { "min": 16, "max": 44 } }, "burnt_in_decay_ratio": 0.3 },
    "electrical_cabinet": { "peak_kw": { "lognormal": { "median": 170, "sigma": 0.7 } }, "to_peak_min": { "triangular": { "min": 8.4, "mode": 12, "max": 15.6 } },
                            "steady_min": { "triangular": { "min": 5.6, "mode": 8, "max": 10.4 } }, "decay_min": { "triangular": { "min": 13.3, "mode": 19, "max": 24.7 } } },
    "it_rack":            { "peak_kw": { "lognormal": { "median": 200, "sigma": 0.6 } }, "to_peak_min": { "triangular": { "min": 8.4, "mode": 12, "max": 15.6 } },
                            "steady_min": { "triangular": { "min": 5.6, "mode": 8, "max": 10.4 } }, "decay_min": { "triangular": { "min": 13.3, "mode": 19, "max": 24.7 } } }
  },
  "propagation": {
    "off_gas_min": 5, "cell_spread_probability": 0.9, "cell_delay_s": 60, "cells_until_module": 3, "module_spread_probability": 0.8,
    "module_delay_min": { "lognormal": { "median": 5, "sigma": 0.9 } },
    "across_tested_gap_probability": 0.05, "across_adjacent_probability": 0.5, "across_no_gap_probability": 0.8,
    "cabinet_delay_min": { "lognormal": { "median": 30, "sigma": 1.0 } },
    "other_spread_probability": 0.1,
    "other_delay_min": { "lognormal": { "median": 15, "sigma": 0.5 } }
  },
  "detection": {
    "aspirating_heat_kw": { "uniform": { "min": 1, "max": 5 } },
    "aspirating_transport_s": { "uniform": { "min": 20, "max": 60 } },
    "gas_response_s": 30, "spot_rise_k": { "uniform": { "min": 4, "max": 13 } },
    "spot_radius_m": { "uniform": { "min": 1, "max": 5 } }
  },
  "suppression": {
    "agent_predischarge_s": { "uniform": { "min": 30, "max": 60 } },
    "agent_stops_battery_fire_probability": 0.05,
    "agent_stops_other_fire_probability": 0.9,
    "sprinkler_operates_probability": 0.89,
    "sprinkler_index": { "uniform": { "min": 80, "max": 350 } },
    "sprinkler_activation_c": 74,
    "sprinkler_density_mm_per_s": 0.07,
    "battery_slowdown_factor": { "uniform": { "min": 2, "max": 5 } },
    "manual_rate_per_min": 0.098
  },
  "damage": {
    "ambient_c": 25,
    "cable_damage_c": { "triangular": { "min": 165, "mode": 205, "max": 330 } },
    "electronics_damage_c": { "triangular": { "min": 52, "mode": 65, "max": 78 } },
    "void_distance_m": { "uniform": { "min": 5, "max": 20 } },
    "flashover_c": { "uniform": { "min": 500, "max": 600 } },
    "barrier_strength": { "lognormal": { "median": 1.2, "sigma": 0.25 } },
    "barrier_defect_probability": 0.05,
    "door_open_probability": 0.05,
    "defect_strength_ratio": 0.1,
    "ignition_c": 300
  },
  "smoke": {
    "leakage_per_hour": 0.3,
    "door_flow_m3_per_s": 1.0,
    "yield_kg_per_mj": 0.003,
    "alarm_g_per_m3": { "uniform": { "min": 0.005, "max": 0.02 } },
    "alarm_stops_fans_probability": 0.8,
    "cleaning_dose_g_s_per_m3": { "lognormal": { "median": 200, "sigma": 0.7 } },
    "scrap_dose_g_s_per_m3": { "lognormal": { "median": 5000, "sigma": 0.7 } }
  },
  "fire": { "verify_and_call_min": 5, "brigade_travel_min": 4.5, "water_decision_min": { "exponential": { "mean": 60 } },
    "power_off_with_epo_min": { "triangular": { "min": 1, "mode": 3, "max": 10 } }, "power_off_by_hand_min": 100, "set_up_water_min": 5, "knock_down_h": 2.5,
    "burn_out_battery_h": { "lognormal": { "median": 16, "sigma": 0.5 } }, "burn_out_other_h": 4, "re_ignition_probability": 0.3, "re_ignition_delay_h": 12, "leak_isolation_probability": 0.2, "leak_delay_h": 12, "forensic_hold_h": 96 },
  "restoration": { "clearance_h": 3, "step_min": 10, "inrush_factor": 4, "damaged_supply_repair_h": 96, "temporary_supply_probability": 0.9, "equipment_lead_d": 260 },
  "water": { "reaches_below_probability": 0.2, "drying_h": 48, "scrap_ratio": 0.5 },
  "servers": { "boot_min": 5, "hands_per_server_min": 3, "non_return_ratio": { "beta": { "alpha": 2, "beta": 198 } }, "fix_per_server_min": 30, "cleaning_per_server_min": 14,
    "outlet_delay_s": 1, "non_return_stressed_ratio": 0.06, "fully_checked_ratio": 0.05, "full_check_h": 1,
    "stock_ratio": 0.02, "stock_delivery_d": 3, "order_delivery_d": 40, "racking_per_server_min": 20 },
  "recovery": { "automatic_failover_s": 75, "failover_with_tool_min": 75, "by_hand_with_runbook_h": 2, "by_hand_without_runbook_h": 12,
    "traffic_switch_min": 10, "automated_start_min": 15, "crash_recovery_min": 10, "replication_lag_s": 1,
    "semi_sync_timeout_s": 10, "leader_election_s": 15, "reconciliation_h": 6, "bootstrap_by_hand_h": 12 },
  "people": { "notice_min": 6, "assemble_min": 20, "assemble_without_messenger_factor": 1.5, "assemble_at_night_factor": 1.25, "travel_min": 33, "decide_drilled_min": 20, "decide_undrilled_min": 90 },
  "facility": { "peukert_exponent_lead_acid": 1.2, "peukert_exponent_li_ion": 1.03, "battery_health_ratio": 0.9, "battery_recharge_h": 8,
    "generator_start_s": 12, "generator_fails_to_start_ratio": { "beta": { "alpha": 2, "beta": 98 } }, "generator_run_h": { "weibull": { "scale": 14000, "shape": 0.4 } }, "generator_common_cause_ratio": 0.1,
    "transfer_s": 2, "overload_margin_ratio": 0.1, "overload_trip_s": 60, "trip_reset_min": 45, "fan_restart_s": 30, "chiller_restart_min": 15,
    "supply_air_c": 25, "shutdown_inlet_c": { "triangular": { "min": 40, "mode": 47, "max": 55 } },
    "rack_air_kj_per_k": 9, "rack_solid_kj_per_k": 250, "rack_exchange_w_per_k": 250 }
}
)";

/// `text` with the one occurrence of `from` replaced.
inline std::string edited(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    REQUIRE(text.find(from, at + 1) == std::string::npos);
    return text.replace(at, from.size(), to);
}

/// "line:column" of `needle` in `text`, counted by hand.
inline std::string place_in(const std::string& text, const std::string& needle) {
    const std::size_t at = text.find(needle);
    REQUIRE(at != std::string::npos);
    int line = 1;
    int column = 1;
    for (std::size_t i = 0; i < at; ++i) {
        line += text[i] == '\n' ? 1 : 0;
        column = text[i] == '\n' ? 1 : column + 1;
    }
    return std::to_string(line) + ":" + std::to_string(column);
}

/// A folder of its own that vanishes with the test.
class Folder {
  public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "firebreak-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        path_ = name;
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    std::string write(const std::string& name, const std::string& text) const {
        const std::filesystem::path file = path_ / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream{file, std::ios::binary} << text;
        return file.string();
    }
    [[nodiscard]] std::filesystem::path path() const { return path_; }

  private:
    std::filesystem::path path_;
};

/// The four files on disk; a test may replace any of them before it reads.
class Files {
  public:
    Files() {
        write("layout.json", layout_text);
        write("services.json", services_text);
        write("parameters.json", parameters_text);
        write("scenario.json", scenario_text);
    }
    std::string write(const std::string& name, const std::string& text) const {
        return folder_.write(name, text);
    }
    [[nodiscard]] std::string file(const std::string& name) const { return (folder_.path() / name).string(); }
    [[nodiscard]] Loaded read(const ReadOptions& options = {}) const {
        return read_scenario(file("scenario.json"), options);
    }
    /// The findings of reading, as text without this folder's name; empty where all is well.
    [[nodiscard]] std::vector<std::string> findings(const ReadOptions& options = {}) const {
        std::vector<std::string> lines;
        try {
            static_cast<void>(read(options));
        } catch (const InputError& error) {
            for (Finding finding : error.findings()) {
                const std::string prefix = folder_.path().string() + "/";
                if (finding.file.starts_with(prefix)) finding.file.erase(0, prefix.size());
                lines.push_back(to_string(finding));
            }
        }
        return lines;
    }
    [[nodiscard]] std::vector<std::string> findings_of_sets(const std::vector<std::string>& sets) const {
        return findings({.sets = sets});
    }

  private:
    Folder folder_;
};

using Lines = std::vector<std::string>;

}  // namespace firebreak::scenario
