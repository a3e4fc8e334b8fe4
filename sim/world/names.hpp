// Looks up ids by the names that a scenario uses, one map a kind.
#pragma once

#include <map>
#include <string>

#include "firebreak/ids.hpp"

namespace firebreak::world {

/// Name to id. Asking for an unknown name is a bug: the reader has checked every reference.
template <class Key>
class Names {
  public:
    void add(const std::string& name, Key key) { ids_.emplace(name, key); }
    [[nodiscard]] Key at(const std::string& name) const {
        const auto found = ids_.find(name);
        FIREBREAK_ASSERT(found != ids_.end(), "every reference in a read scenario resolves");
        return found->second;
    }
    [[nodiscard]] bool has(const std::string& name) const { return ids_.contains(name); }

  private:
    std::map<std::string, Key> ids_;
};

}  // namespace firebreak::world
