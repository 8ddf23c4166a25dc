namespace Syndication.Storage.Postgres;

/// <summary>This process among those that share the store, for as long as it runs.</summary>
public sealed class PostgresNode
{
    /// <summary>The channel that commits are announced on.</summary>
    public const string Channel = "syndication_commits";

    private readonly string name = Guid.NewGuid().ToString("N");

    /// <summary>What a commit of this process is announced as.</summary>
    /// <param name="content">Whether anything published was touched.</param>
    public string Announcement(bool content) => $"{name} {(content ? "content" : "other")}";

    /// <summary>Reads an announcement.</summary>
    /// <returns>Whether anything published was touched; null: it is of this process, which knows already.</returns>
    public bool? Read(string announcement) =>
        announcement.StartsWith(name, StringComparison.Ordinal) ? null : announcement.EndsWith("content", StringComparison.Ordinal);
}
