namespace Syndication.Ingest.Formats.Feeds;

/// <summary>What was put right while a document was read: each kind of repair once, in the order in which it was first needed.</summary>
internal sealed class Mendings
{
    private readonly List<string> notes = [];

    /// <summary>All of them.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>Notes a repair; texts are constants or hold at most a name, so there are few.</summary>
    public void Add(string note)
    {
        if (!notes.Contains(note))
            notes.Add(note);
    }
}
