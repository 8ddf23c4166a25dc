namespace Syndication.Bounces.Judging;

/// <summary>A row of the table: phrases that mean the same.</summary>
/// <param name="Kind">What the row is for.</param>
/// <param name="Value">What it says, where the kind has values.</param>
/// <param name="Phrases">Any of them is enough.</param>
/// <param name="Source">What asks for it: a file of the bounce corpus, or an RFC.</param>
internal sealed record Rule(string Kind, string Value, IReadOnlyList<Phrase> Phrases, string Source)
{
    public bool Matches(string text)
    {
        foreach (var phrase in Phrases)
        {
            if (phrase.IsIn(text))
                return true;
        }

        return false;
    }
}
