// The bytes that a child process sends home: lists of numbers and of texts, each with its length.
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <vector>

#include "firebreak/error.hpp"

namespace firebreak::sweep {

/// Parent and child are one program on one machine: numbers travel in their own bytes.
class Writer {
  public:
    void numbers(std::span<const double> list) {
        length(list.size());
        raw(list.data(), list.size_bytes());
    }
    void texts(std::span<const std::string> list) {
        length(list.size());
        for (const std::string& text : list) {
            length(text.size());
            raw(text.data(), text.size());
        }
    }
    void texts(std::initializer_list<std::string> list) { texts(std::span{list.begin(), list.size()}); }
    [[nodiscard]] std::string take() { return std::move(bytes_); }

  private:
    void length(std::uint64_t n) { raw(&n, sizeof n); }
    void raw(const void* data, std::size_t size) { bytes_.append(static_cast<const char*>(data), size); }
    std::string bytes_;
};

class Reader {
  public:
    explicit Reader(const std::string& bytes) : bytes_{bytes} {}
    [[nodiscard]] bool at_end() const { return position_ == bytes_.size(); }
    [[nodiscard]] std::vector<double> numbers() {
        std::vector<double> list(length());
        raw(list.data(), list.size() * sizeof(double));
        return list;
    }
    [[nodiscard]] std::vector<std::string> texts() {
        std::vector<std::string> list(length());
        for (std::string& text : list) {
            text.resize(length());
            raw(text.data(), text.size());
        }
        return list;
    }

  private:
    std::uint64_t length() {
        std::uint64_t n = 0;
        raw(&n, sizeof n);
        return n;
    }
    void raw(void* data, std::size_t size) {
        FIREBREAK_ASSERT(size <= bytes_.size() - position_, "a record holds what its lengths say");
        if (size > 0) std::memcpy(data, bytes_.data() + position_, size);
        position_ += size;
    }
    const std::string& bytes_;
    std::size_t position_ = 0;
};

}  // namespace firebreak::sweep
