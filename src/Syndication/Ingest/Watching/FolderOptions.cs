namespace Syndication.Ingest.Watching;

/// <summary>A folder whose files become articles; off until <see cref="Path"/> is set.</summary>
public sealed class FolderOptions
{
    /// <summary>The folder, absolute or below the data directory; it is made where it is not there. Empty: none is watched.</summary>
    public string Path { get; set; } = "";

    /// <summary>Section of files that name none and lie in no subfolder of a section's name; empty: such files are refused.</summary>
    public string Section { get; set; } = "";

    /// <summary>
    /// Whether articles are news to mail readers; not set: they are, except for what lies there when the folder is read for the first time.
    /// </summary>
    public bool? Announce { get; set; }

    /// <summary>
    /// How long a file must have stood still before it is read, and ten times as long where it shows that it is not whole; 0 to 10 minutes. Plain
    /// text never shows it: raise this where a writer may pause for longer, or write elsewhere and rename.
    /// </summary>
    public TimeSpan SettleAfter { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How often is looked; the system's notices only make it sooner, and network folders send none. 1 second to 1 hour.</summary>
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether an article is withdrawn when its file is deleted.</summary>
    public bool Withdraw { get; set; }

    /// <summary>Where files are moved that were read, absolute or below the folder; empty: they stay where they are.</summary>
    public string Done { get; set; } = "";
}
