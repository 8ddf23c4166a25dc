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
    private readonly ArticleCopy given;
    private readonly ArticleCopy known;
    private readonly Alignment text;
    private readonly int substitutions;
    private readonly int rewritten;
    private readonly Headlines headlines;
    private readonly Pages pages;
    private readonly double facts;

    /// <summary>Compares them.</summary>
    /// <param name="given">What comes in.</param>
    /// <param name="known">What is there.</param>
    public CopyComparison(ArticleCopy given, ArticleCopy known)
    {
        (this.given, this.known) = (given, known);
        text = Alignment.Of(given.Body, known.Body);
        substitutions = Substitutions.Count(text, given.Body, known.Body);
        rewritten = Substitutions.Rewritten(text, given.Body, known.Body);
        headlines = new Headlines(given.Title, known.Title);
        pages = new Pages(given.Addresses, known.Addresses);
        facts = Substitutions.FactsShared(given.Body, known.Body);
    }

    /// <summary>How sure a match is: of several that are good the highest is taken.</summary>
    public double Score => text.Likeness + Titles + (pages.AreOne ? 2 : 0) + (IsSameInstant ? 1 : 0) - (IsFar ? 1 : 0);

    /// <summary>Whether both have one address, or one path at two hosts: what needs no text to tell it from others.</summary>
    public bool HasOnePlace => pages.AreOne || pages.HaveOneTail;

    /// <summary>Whether the text that comes in holds the one that is there and is at least twice as long: the article of which that was an excerpt.</summary>
    public bool IsFuller => given.Body.Count >= 2 * known.Body.Count && text.Cover >= 0.8;

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"text {text.Likeness:F2}, held {text.Cover:F2}, start {text.StartShared(Lead):F2}, facts {facts:F2}, headline {Titles:F2}, other facts in {substitutions} places, {rewritten} passages anew{(IsOtherPart ? ", another part" : "")}, {pages}{(IsFar ? ", far" : IsSameInstant ? ", same instant" : "")}"
        );

    /// <summary>Whether they are one article, given by two sources.</summary>
    /// <param name="isSharedByOthers">Whether further articles have the address: then it alone names no piece.</param>
    public bool IsSameAcrossSources(bool isSharedByOthers)
    {
        if ((IsFar && (IsOtherPart || substitutions > 1)) || (!IsDated && IsOtherPart))
            return false;
        if (pages.AreOne && (isSharedByOthers ? IsThisOneOfThem : IsBorneOut))
            return true;
        if (IsOtherPart)
            return false;
        if ((pages.HaveOneTail && (Titles >= 0.5 || text.Cover >= 0.5)) || IsRenamedPage)
            return true;
        if (substitutions > 1 || (substitutions > 0 && IsFar))
            return false;
        return IsShort ? IsSameInShort : IsSameText;
    }

    /// <summary>Whether they are one article, given twice by one source under two ids: what has two ids there is two articles, unless the id changed.</summary>
    public bool IsSameInOneSource =>
        !IsOtherPart
        && substitutions == 0
        && (pages.AreOne ? (text.Likeness >= 0.5 && !IsFar) || (IsSameInstant && Titles >= 0.5) : IsRenamed);

    private bool IsOtherPart => headlines.AreOfTwoParts;

    private double Titles => headlines.Likeness;

    private bool IsShort => Math.Min(given.Body.Count, known.Body.Count) < Sketch.LeastWords;

    private bool IsDated => given.PublishedAt is not null && known.PublishedAt is not null;

    private TimeSpan Apart => (given.PublishedAt!.Value - known.PublishedAt!.Value).Duration();

    private bool IsFar => IsDated && Apart > Near;

    private bool IsSameInstant => IsDated && Apart <= SameInstant;

    // An address like "/live" says little without anything else that agrees: it may show another piece each day.
    private bool IsBorneOut =>
        pages.AreTellingOne
            ? (IsFar ? Titles >= 0.3 || text.Cover >= 0.3 : !AreAtOdds)
            : (Titles >= 0.3 || text.Cover >= 0.3) && ((IsDated && !IsFar) || (!IsOtherPart && substitutions <= 1));

    // Headline and text wholly another: the page was given to another piece. Of a teaser that cannot be told.
    private bool AreAtOdds => !IsShort && Titles < 0.3 && text.Cover < 0.2 && facts < 0.3;

    private bool IsThisOneOfThem => !IsFar && !IsOtherPart && substitutions <= 1 && Titles >= 0.5 && (IsSameInstant || text.Cover >= 0.5);

    // Its slug, its minute and its headline stayed. Then the text may be much edited, or a teaser of other words, but not speak of others.
    private bool IsRenamedPage =>
        pages.IsRenamed
        && IsSameInstant
        && substitutions <= 1
        && (headlines.AreLongOne || Titles >= 0.6)
        && (IsShort ? headlines.AreLongOne && Substitutions.FactsHeld(given, known) >= 0.6 : text.Cover >= 0.3 && facts >= 0.3);

    // A few words alone say nothing: the whole headline must agree, and what there is of the text.
    private bool IsSameInShort =>
        !IsFar
        && (headlines.AreLongOne || (Titles >= 0.99 && given.Title.Count >= ShortestTelltaleTitle))
        && text.Cover >= 0.8
        && rewritten == 0
        && (IsSameInstant || !pages.AreTwo);

    // Pieces of one form share its words, and not the names and numbers that are put into it.
    private bool IsSameText =>
        facts >= (headlines.AreLongOne && substitutions == 0 ? 0.5 : 0.6)
        && (
            IsFar ? text.Likeness >= 0.9 && Titles >= 0.6
            : pages.AreTwo && !IsSameInstant
                ? rewritten == 0 && ((text.Likeness >= 0.85 && Titles >= 0.5) || (IsCut && headlines.AreLongOne))
            : IsWhole || IsEdited || IsCut || HasOneStart
        );

    // The headline may be another, then the first words must agree.
    private bool IsWhole => text.Likeness >= 0.75 && rewritten <= 3 && (Titles >= 0.4 || text.StartShared(Lead) >= 0.7);

    private bool IsEdited =>
        (text.Likeness >= (IsSameInstant ? 0.5 : 0.6) && rewritten <= 2 && Titles >= 0.5) || (text.Cover >= 0.5 && headlines.AreLongOne);

    private bool IsCut =>
        Titles >= 0.6 && ((text.Cover >= 0.8 && rewritten <= 1) || (text.Cover >= 0.7 && facts >= 0.75 && rewritten <= 2));

    // Passages further down may be written anew where all of the lead stayed and no name or number in it changed.
    private bool HasOneStart =>
        text.StartShared(Lead) >= 0.95 && text.Cover >= 0.6 && Titles >= 0.75 && substitutions == 0 && rewritten <= 3;

    // The id was the address, and the address was made of the headline.
    private bool IsRenamed => !IsShort && IsSameInstant && text.Likeness >= 0.9 && Titles >= 0.5;
}
