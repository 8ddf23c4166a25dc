namespace Syndication.Benchmarks.Bounces;

/// <summary>A mail of the corpus and what others say of it.</summary>
/// <param name="File">By its place in the corpus.</param>
/// <param name="Recipients">Who is in it, as classes and reasons are in order.</param>
/// <param name="Reasons">In the words of Sisimai.</param>
/// <param name="Classes">One for each recipient, or one for the mail.</param>
/// <param name="Confidence">How far to trust it.</param>
internal sealed record ExpectedMail(
    string File,
    IReadOnlyList<string> Recipients,
    IReadOnlyList<string> Reasons,
    IReadOnlyList<string> Classes,
    string Confidence
)
{
    /// <summary>The folder that the file is in: whose data it is.</summary>
    public string Source => File.Split('/')[0];

    /// <summary>Whether an answer is known that is to be held.</summary>
    public bool IsScored => Confidence is "high" or "medium";

    public bool IsOfFlufl => Source is "flufl.bounce";

    public bool IsOfSisimai => Source.StartsWith("sisimai", StringComparison.Ordinal);
}
