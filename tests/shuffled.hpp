// The same document with the members of every object in another order: to a reader of JSON, the same document.
#pragma once

#include <nlohmann/json.hpp>

#include "firebreak/random.hpp"

namespace firebreak::test {

using Json = nlohmann::ordered_json;

class Shuffler {
  public:
    explicit Shuffler(std::uint64_t seed) : draws_{seed, 0} {}

    Json shuffled(const Json& document) {
        if (document.is_array()) {
            Json list = Json::array();
            for (const Json& one : document) list.push_back(shuffled(one));
            return list;
        }
        if (!document.is_object()) return document;
        std::vector<std::string> keys;
        for (const auto& [key, value] : document.items()) keys.push_back(key);
        for (std::size_t left = keys.size(); left > 1; --left)
            std::swap(keys[left - 1], keys[static_cast<std::size_t>(draws_.uniform("swap", "", next_++) * static_cast<double>(left))]);
        Json object = Json::object();
        for (const std::string& key : keys) object[key] = shuffled(document.at(key));
        return object;
    }

  private:
    Draws draws_;
    std::uint32_t next_ = 0;
};

}  // namespace firebreak::test
