namespace Syndication.Ingest.Sources;

/// <summary>A source that is pulled.</summary>
public sealed class SourceOptions
{
    /// <summary>What is at the address.</summary>
    public SourceKind Kind { get; set; }

    /// <summary>What operators call it, and what its articles are remembered by: at most 100 characters. Empty: its address.</summary>
    public string Name { get; set; } = "";

    /// <summary>Absolute http(s) address: of the document, of the site (<c>wordpress</c>), of the API's answer (<c>ans</c>).</summary>
    public string Address { get; set; } = "";

    /// <summary>
    /// What the source asks for to be read, as its <c>Authorization</c> header says it: <c>Bearer …</c>, <c>Basic …</c>. Sent over https (or to this
    /// machine) to the address's own scheme, host and port alone, wherever a redirect leads; never shown. Empty: nothing.
    /// </summary>
    public string Authorization { get; set; } = "";

    /// <summary>Slug of the section that everything from it goes to. Empty: as its pieces say.</summary>
    public string Section { get; set; } = "";

    /// <summary>How often it is asked, 1 minute to 7 days; null: as often as it brings something, within <see cref="PullOptions"/>.</summary>
    public TimeSpan? Every { get; set; }

    /// <summary>
    /// Where the source gives only a summary, the whole text is taken from the piece's page: only where its publisher allows that.
    /// <c>robots.txt</c>, logins and paywalls are respected in any case.
    /// </summary>
    public bool FullText { get; set; }

    /// <summary>Whether what comes for the first time is news to mail readers; null: what the first pull brings is an archive, the rest is news.</summary>
    public bool? Announce { get; set; }
}
