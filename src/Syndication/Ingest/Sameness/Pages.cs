namespace Syndication.Ingest.Sameness;

/// <summary>How the pages of two copies stand to each other, by their addresses alone.</summary>
internal sealed class Pages
{
    /// <summary>Compares them.</summary>
    /// <param name="given">Canonical addresses of what comes in.</param>
    /// <param name="known">Those of all copies of what is there.</param>
    public Pages(IReadOnlyList<string> given, IReadOnlyList<string> known)
    {
        var both = given.SelectMany(_ => known, (one, other) => (One: one, Other: other)).ToList();
        AreOne = both.Exists(pair => pair.One == pair.Other);
        AreTellingOne = both.Exists(pair => pair.One == pair.Other && CanonicalAddress.IsTelling(pair.One));
        HaveOneTail = both.Exists(pair =>
            CanonicalAddress.IsTelling(pair.One) && CanonicalAddress.Tail(pair.One) == CanonicalAddress.Tail(pair.Other)
        );
        var atOneHost = both.FindAll(pair => CanonicalAddress.Host(pair.One) == CanonicalAddress.Host(pair.Other));
        IsRenamed = atOneHost.Exists(pair => Slug.IsRenamed(pair.One, pair.Other));
        AreTwo = atOneHost.Count > 0 && !AreOne && !HaveOneTail && !IsRenamed;
    }

    /// <summary>Whether both have one canonical address.</summary>
    public bool AreOne { get; }

    /// <summary>Whether they do, and it looks like one piece's: "/live" may show another each day.</summary>
    public bool AreTellingOne { get; }

    /// <summary>Whether one path that names a piece is at two hosts: a site that moved.</summary>
    public bool HaveOneTail { get; }

    /// <summary>Whether one host has, under two addresses, one slug but for a word or what was added to it: a page that was renamed.</summary>
    public bool IsRenamed { get; }

    /// <summary>Whether one host gives two addresses that are none of these: it means two pages.</summary>
    public bool AreTwo { get; }

    /// <inheritdoc/>
    public override string ToString() =>
        AreOne ? "same address"
        : HaveOneTail ? "same path"
        : IsRenamed ? "renamed"
        : AreTwo ? "two pages"
        : "no address in common";
}
