#include "events/log/embedded/room_ahead.h"

#include <string>

#include <rocksdb/file_system.h>

namespace kintsugi::log {
namespace {

using rocksdb::FSRandomRWFile;
using rocksdb::FSWritableFile;
using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;

constexpr std::size_t room = 256u << 10;  // written at once: as long as a sync takes, every 256 KiB

class FileWithRoom final : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  FileWithRoom(std::unique_ptr<FSWritableFile> file, std::unique_ptr<FSRandomRWFile> same)
      : FSWritableFileOwnerWrapper(std::move(file)), same_(std::move(same)) {}

  IOStatus Append(const rocksdb::Slice& data, const IOOptions& options,
                  IODebugContext* debug) override {
    make_room(data.size(), options, debug);
    return wrote(data, FSWritableFileOwnerWrapper::Append(data, options, debug));
  }
  IOStatus Append(const rocksdb::Slice& data, const IOOptions& options,
                  const rocksdb::DataVerificationInfo& info, IODebugContext* debug) override {
    make_room(data.size(), options, debug);
    return wrote(data, FSWritableFileOwnerWrapper::Append(data, options, info, debug));
  }

 private:
  // Where none can be made (the disk is full) the file grows with what is written, as any does.
  void make_room(std::size_t wanted, const IOOptions& options, IODebugContext* debug) {
    static const std::string zeros(room, '\0');
    while (same_ && end_ + wanted > room_end_) {
      if (!same_->Write(room_end_, zeros, options, debug).ok()) same_.reset();
      room_end_ += room;
    }
  }
  IOStatus wrote(const rocksdb::Slice& data, IOStatus status) {
    if (status.ok())
      end_ += data.size();
    else
      same_.reset();  // how much of it stands there is not known
    return status;
  }

  std::unique_ptr<FSRandomRWFile> same_;  // null: no more room is made
  std::uint64_t end_ = 0;                 // of what was written
  std::uint64_t room_end_ = 0;
};

class RoomAhead final : public rocksdb::FileSystemWrapper {
 public:
  explicit RoomAhead(const std::shared_ptr<rocksdb::FileSystem>& under)
      : FileSystemWrapper(under) {}
  const char* Name() const override { return "RoomAhead"; }

  IOStatus NewWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                           std::unique_ptr<FSWritableFile>* result,
                           IODebugContext* debug) override {
    IOStatus status = FileSystemWrapper::NewWritableFile(name, options, result, debug);
    if (!status.ok() || !name.ends_with(".log")) return status;
    std::unique_ptr<FSRandomRWFile> same;
    if (FileSystemWrapper::NewRandomRWFile(name, options, &same, debug).ok())
      *result = std::make_unique<FileWithRoom>(std::move(*result), std::move(same));
    return status;
  }
};

}  // namespace

std::unique_ptr<rocksdb::Env> with_room_ahead(rocksdb::Env* env) {
  const auto& under = env != nullptr ? env->GetFileSystem() : rocksdb::FileSystem::Default();
  return rocksdb::NewCompositeEnv(std::make_shared<RoomAhead>(under));
}

}  // namespace kintsugi::log
