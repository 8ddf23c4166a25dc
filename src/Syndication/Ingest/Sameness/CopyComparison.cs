using System.Globalization;

namespace Syndication.Ingest.Sameness;

/// <summary>Decides whether two copies are one article. Where it cannot tell they are two: a page too many harms less than a piece that is lost.</summary>
/// <remarks>
/// What tells copies apart is weighed against what they share, because the pieces of a daily column, and two games of one evening, are
/// more alike than an article is to its own excerpt: dates a day apart, other numbers and names in the same words, another number or day
/// in the headline. The order of signs: address, then text with date and headline.
/// </remarks>
internal sealed class CopyComparison
{
    // Wrong zones move a date by up to 14 hours; a daily column's by 24.
    private static readonly TimeSpan Near = TimeSpan.FromHours(16);

    // Feeds without seconds.
    private static readonly TimeSpan SameInstant = TimeSpan.FromMinutes(1);
    private const int Lead = 25;
    private const int ShortestTelltaleTitle = 4;
    private const int LongTitle = 6;
    private readonly ArticleCopy given;
    private readonly ArticleCopy known;
    private readonly Alignment text;
    private readonly int substitutions;
    private readonly int rewritten;
    private readonly bool isOtherPart;
    private readonly double titles;
    private readonly double facts;

    /// <summary>Compares them.</summary>
    /// <param name="given">What comes in.</param>
    /// <param name="known">What is there.</param>
    public CopyComparison(ArticleCopy given, ArticleCopy known)
    {
        (this.given, this.known) = (given, known);
        text = Alignment.Of(given.Body, known.Body);
        substitutions = Substitutions.Count(text, given.Body, known.Body);
        rewritten = Substitutions.Rewritten(text);
        isOtherPart = Substitutions.InTitles(given.Title, known.Title);
        titles = TitleLikeness();
        facts = Substitutions.FactsShared(given.Body, known.Body);
    }

    /// <summary>How sure a match is: of several that are good the highest is taken.</summary>
    public double Score => text.Likeness + titles + (SharesAddress ? 2 : 0) + (IsSameInstant ? 1 : 0) - (IsFar ? 1 : 0);

    /// <summary>Whether both have one canonical address.</summary>
    public bool SharesAddress => given.Addresses.Any(known.Addresses.Contains);

    /// <summary>Whether the text that comes in holds the one that is there and is at least twice as long: the article of which that was an excerpt.</summary>
    public bool IsFuller => given.Body.Count >= 2 * known.Body.Count && text.Cover >= 0.8;

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"text {text.Likeness:F2}, held {text.Cover:F2}, start {text.StartShared(Lead):F2}, facts {facts:F2}, headline {titles:F2}, other facts in {substitutions} places, {rewritten} passages anew{(isOtherPart ? ", another part" : "")}{(SharesAddress ? ", same address" : SharesTail ? ", same path" : AreTwoPages ? ", two pages" : "")}{(IsFar ? ", far" : IsSameInstant ? ", same instant" : "")}"
        );

    /// <summary>Whether they are one article, given by two sources.</summary>
    /// <param name="isSharedByOthers">Whether further articles have the address: then it names no piece.</param>
    public bool IsSameAcrossSources(bool isSharedByOthers)
    {
        if (IsFar && (isOtherPart || substitutions > 1))
            return false;
        if ((SharesAddress && !isSharedByOthers && IsBorneOut) || (SharesTail && !isOtherPart && (titles >= 0.5 || text.Cover >= 0.5)))
            return true;
        if (isOtherPart || substitutions > 1 || (substitutions > 0 && IsFar))
            return false;
        return IsShort ? IsSameInShort : IsSameText;
    }

    /// <summary>Whether they are one article, given twice by one source under two ids: what has two ids there is two articles, unless the id changed.</summary>
    public bool IsSameInOneSource =>
        !isOtherPart
        && substitutions == 0
        && (SharesAddress ? (text.Likeness >= 0.5 && !IsFar) || (IsSameInstant && titles >= 0.5) : IsRenamed);

    private bool IsShort => Math.Min(given.Body.Count, known.Body.Count) < Sketch.LeastWords;

    private bool IsDated => given.PublishedAt is not null && known.PublishedAt is not null;

    private TimeSpan Apart => (given.PublishedAt!.Value - known.PublishedAt!.Value).Duration();

    private bool IsFar => IsDated && Apart > Near;

    private bool IsSameInstant => IsDated && Apart <= SameInstant;

    // An address like "/live" says little without anything else that agrees: it may show another piece each day.
    private bool IsBorneOut =>
        given.Addresses.Where(known.Addresses.Contains).Any(CanonicalAddress.IsTelling)
            ? !IsFar || titles >= 0.3 || text.Cover >= 0.3
            : (titles >= 0.3 || text.Cover >= 0.3) && ((IsDated && !IsFar) || (!isOtherPart && substitutions <= 1));

    // A few words alone say nothing: the whole headline must agree, and what there is of the text.
    private bool IsSameInShort =>
        !IsFar
        && titles >= 0.99
        && given.Title.Count >= ShortestTelltaleTitle
        && text.Cover >= 0.8
        && rewritten == 0
        && (IsSameInstant || !AreTwoPages);

    // Pieces of one form share its words, and not the names and numbers that are put into it.
    private bool IsSameText =>
        facts >= 0.6
        && (
            IsFar ? text.Likeness >= 0.9 && titles >= 0.6
            : AreTwoPages && !IsSameInstant ? rewritten == 0 && ((text.Likeness >= 0.85 && titles >= 0.5) || (IsCut && HasLongTitle))
            : IsWhole || IsEdited || IsCut
        );

    // The headline may be another, then the first words must agree.
    private bool IsWhole => text.Likeness >= 0.75 && rewritten <= 3 && (titles >= 0.4 || text.StartShared(Lead) >= 0.7);

    private bool IsEdited =>
        (text.Likeness >= (IsSameInstant ? 0.5 : 0.6) && rewritten <= 2 && titles >= 0.5) || (text.Cover >= 0.5 && HasLongTitle);

    private bool IsCut => rewritten <= 1 && titles >= 0.6 && (text.Cover >= 0.8 || (text.Cover >= 0.7 && facts >= 0.75));

    // Word for word the same, and of so many words that it is no column's name.
    private bool HasLongTitle => titles >= 0.99 && given.Title.Count >= LongTitle;

    // The id was the address, and the address was made of the headline.
    private bool IsRenamed => !IsShort && IsSameInstant && text.Likeness >= 0.9 && titles >= 0.5;

    // A site that gives two addresses means two pages; one that moved gives one page two hosts.
    private bool AreTwoPages =>
        given.Addresses.Count > 0
        && known.Addresses.Count > 0
        && !SharesAddress
        && !SharesTail
        && given.Addresses.Any(one => known.Addresses.Any(other => CanonicalAddress.Host(one) == CanonicalAddress.Host(other)));

    private bool SharesTail =>
        given.Addresses.Any(one =>
            CanonicalAddress.IsTelling(one) && known.Addresses.Any(other => CanonicalAddress.Tail(one) == CanonicalAddress.Tail(other))
        );

    private double TitleLikeness()
    {
        var ours = given.Title.Words.ToHashSet(StringComparer.Ordinal);
        var theirs = known.Title.Words.ToHashSet(StringComparer.Ordinal);
        if (ours.Count == 0 || theirs.Count == 0)
            return 0;
        var shared = ours.Count(word => theirs.Contains(word) || theirs.Any(other => Substitutions.IsTypo(word, other)));
        return 2.0 * shared / (ours.Count + theirs.Count);
    }
}
