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
    private readonly Headlines headlines;
    private readonly Pages pages;
    private int? substitutions;
    private int? rewritten;
    private double? facts;

    /// <summary>Compares them.</summary>
    /// <param name="given">What comes in.</param>
    /// <param name="known">What is there.</param>
    public CopyComparison(ArticleCopy given, ArticleCopy known)
    {
        (this.given, this.known) = (given, known);
        headlines = new Headlines(given.Title, known.Title);
        pages = new Pages(given.Addresses, known.Addresses);
    }

    /// <summary>How sure a match is: of several that are good the highest is taken.</summary>
    public double Score => Text.Likeness + Titles + (pages.AreOne ? 2 : 0) + (IsSameInstant ? 1 : 0) - (IsFar ? 1 : 0);

    /// <summary>Whether both have one address, or one path at two hosts: what needs no text to tell it from others.</summary>
    public bool HasOnePlace => pages.AreOne || pages.HaveOneTail;

    /// <summary>Whether the text that comes in holds the one that is there and is at least twice as long: the article of which that was an excerpt.</summary>
    public bool IsFuller => given.Body.Count >= 2 * known.Body.Count && Text.Cover >= 0.8;

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"text {Text.Likeness:F2}, held {Text.Cover:F2}, start {Text.StartShared(Lead):F2}, facts {Facts:F2}, headline {Titles:F2}, other facts in {Substituted} places, {Passages} passages anew{(IsOtherPart ? ", another part" : "")}, {pages}{(IsFar ? ", far" : IsSameInstant ? ", same instant" : "")}"
        );

    /// <summary>Whether they are one article, given by two sources.</summary>
    /// <param name="isSharedByOthers">Whether further articles have the address: then it alone names no piece.</param>
    public bool IsSameAcrossSources(bool isSharedByOthers)
    {
        if ((IsFar && (IsOtherPart || Substituted > 1)) || (!IsDated && IsOtherPart))
            return false;
        if (pages.AreOne && (isSharedByOthers ? IsThisOneOfThem : IsBorneOut))
            return true;
        if (IsOtherPart)
            return false;
        if (IsMovedPage || IsRenamedPage)
            return true;
        if (Substituted > 1 || (Substituted > 0 && IsFar))
            return false;
        return IsShort ? IsSameInShort : IsSameText;
    }

    /// <summary>Whether they are one article, given twice by one source under two ids: what has two ids there is two articles, unless the id changed.</summary>
    public bool IsSameInOneSource =>
        !IsOtherPart
        && Substituted == 0
        && (pages.AreOne ? (Text.Likeness >= 0.5 && !IsFar) || (IsSameInstant && Titles >= 0.5) : IsRenamed);

    /// <summary>Whether <see cref="IsSameInOneSource"/> may be, whatever their headlines and texts are.</summary>
    /// <param name="given">What comes in.</param>
    /// <param name="knownAt">When what is there was published by its sources' word; null: not said.</param>
    /// <param name="knownAddresses">The canonical addresses of what is there.</param>
    public static bool CanBeSameInOneSource(ArticleCopy given, DateTimeOffset? knownAt, IReadOnlyList<string> knownAddresses) =>
        (given.PublishedAt - knownAt)?.Duration() <= SameInstant || new Pages(given.Addresses, knownAddresses).AreOne;

    // The texts are laid side by side only where headlines, addresses and dates do not decide alone: it is what a comparison costs.
    private Alignment Text => field ??= Alignment.Of(given.Body, known.Body);

    private int Substituted => substitutions ??= Substitutions.Count(Text, given.Body, known.Body);

    private int Passages => rewritten ??= Substitutions.Rewritten(Text, given.Body, known.Body);

    private double Facts => facts ??= Substitutions.FactsShared(given.Body, known.Body);

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
            ? (IsFar ? Titles >= 0.3 || Text.Cover >= 0.3 : !AreAtOdds)
            : (Titles >= 0.3 || Text.Cover >= 0.3) && ((IsDated && !IsFar) || (!IsOtherPart && Substituted <= 1));

    // Headline and text wholly another: the page was given to another piece. Of a teaser that cannot be told.
    private bool AreAtOdds => !IsShort && Titles < 0.3 && Text.Cover < 0.2 && Facts < 0.3;

    private bool IsThisOneOfThem => !IsFar && !IsOtherPart && Substituted <= 1 && Titles >= 0.5 && (IsSameInstant || Text.Cover >= 0.5);

    // The papers of a chain have their standing columns under one path and headline: only the text tells that a site moved.
    private bool IsMovedPage => pages.HaveOneTail && !IsFar && (Text.Cover >= 0.5 || (Titles >= 0.5 && IsSameInstant));

    // Its slug, its minute and its headline stayed. Then the text may be much edited, or a teaser of other words, but not speak of others.
    private bool IsRenamedPage =>
        pages.IsRenamed
        && IsSameInstant
        && Substituted <= 1
        && (headlines.AreLongOne || Titles >= 0.6)
        && (IsShort ? headlines.AreLongOne && Substitutions.FactsHeld(given, known) >= 0.6 : Text.Cover >= 0.3 && Facts >= 0.3);

    // A few words alone say nothing: the whole headline must agree, and what there is of the Text.
    private bool IsSameInShort =>
        !IsFar
        && (headlines.AreLongOne || (Titles >= 0.99 && given.Title.Count >= ShortestTelltaleTitle))
        && Text.Cover >= 0.8
        && Passages == 0
        && (IsSameInstant || !pages.AreTwo);

    // Pieces of one form share its words, and not the names and numbers that are put into it.
    private bool IsSameText =>
        Facts >= (headlines.AreLongOne && Substituted == 0 ? 0.5 : 0.6)
        && (
            IsFar ? Text.Likeness >= 0.9 && Titles >= 0.6
            : pages.AreTwo && !IsSameInstant
                ? Passages == 0 && ((Text.Likeness >= 0.85 && Titles >= 0.5) || (IsCut && headlines.AreLongOne))
            : IsWhole || IsEdited || IsCut || HasOneStart
        );

    // The headline may be another, then the first words must agree.
    private bool IsWhole => Text.Likeness >= 0.75 && Passages <= 3 && (Titles >= 0.4 || Text.StartShared(Lead) >= 0.7);

    private bool IsEdited =>
        (Text.Likeness >= (IsSameInstant ? 0.5 : 0.6) && Passages <= 2 && Titles >= 0.5) || (Text.Cover >= 0.5 && headlines.AreLongOne);

    private bool IsCut => Titles >= 0.6 && ((Text.Cover >= 0.8 && Passages <= 1) || (Text.Cover >= 0.7 && Facts >= 0.75 && Passages <= 2));

    // Passages further down may be written anew where all of the lead stayed and no name or number in it changed.
    private bool HasOneStart => Text.StartShared(Lead) >= 0.95 && Text.Cover >= 0.6 && Titles >= 0.75 && Substituted == 0 && Passages <= 3;

    // The id was the address, and the address was made of the headline.
    private bool IsRenamed => !IsShort && IsSameInstant && Text.Likeness >= 0.9 && Titles >= 0.5;
}
