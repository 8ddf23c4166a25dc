using Microsoft.Extensions.Options;

namespace Syndication.Storage;

/// <summary>The folder that holds everything embedded: the store, <c>outbox/</c>, <c>inbox/</c>, keys.</summary>
public sealed class DataDirectory(IOptions<StorageOptions> options, IHostEnvironment environment)
{
    /// <summary>Absolute path; created on first use by whoever writes there.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(options.Value.Directory, environment.ContentRootPath);

    /// <summary>Absolute path of the SQLite file.</summary>
    public string StoreFile => System.IO.Path.Combine(Path, "syndication.db");

    /// <summary>Absolute path of a folder below, created if it is not there.</summary>
    public string Folder(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;
}
