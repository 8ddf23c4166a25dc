namespace Syndication.Digests;

/// <summary>An article that a reader has or may yet get.</summary>
/// <param name="Revision">The newest revision of it in messages that were accepted or ever in doubt; 0: in none.</param>
/// <param name="IsOpen">Whether a message that is still to be sent has it.</param>
internal readonly record struct HeldArticle(int Revision, bool IsOpen)
{
    /// <summary>Both together.</summary>
    public HeldArticle And(HeldArticle other) => new(Math.Max(Revision, other.Revision), IsOpen || other.IsOpen);
}
