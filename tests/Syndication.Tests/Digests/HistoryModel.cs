namespace Syndication.Tests.Digests;

/// <summary>What a history comes to, by the rules alone: who is entitled to which article. Knows nothing of marks, slots or messages.</summary>
internal sealed class HistoryModel
{
    /// <summary>Pieces from before a sign-up that its first issue holds.</summary>
    public const int Beginning = 3;

    private int moment;

    public SortedDictionary<string, Piece> Pieces { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, Follower> Followers { get; } = new(StringComparer.Ordinal);

    /// <summary>The newsroom sent this article, for the first time or again.</summary>
    public void Publish(string id, IReadOnlyCollection<string> sections, bool announce, string? correction)
    {
        if (!Pieces.TryGetValue(id, out var piece))
            Pieces[id] = piece = new Piece();
        if (!piece.IsVisible || (announce && !piece.IsAnnounced))
            piece.Since.Clear();
        (piece.IsVisible, piece.IsAnnounced) = (true, announce);
        foreach (var gone in piece.Since.Keys.Except(sections).ToList())
            piece.Since.Remove(gone);
        foreach (var section in sections)
            piece.Since.TryAdd(section, ++moment);
        if (correction != piece.Correction && correction is not null)
            piece.Corrections++;
        piece.Correction = correction;
        Witness();
    }

    public void Withdraw(string id) => Pieces[id].IsVisible = false;

    /// <summary>Somebody signed up and confirmed.</summary>
    public void Join(string email, IEnumerable<string> sections)
    {
        var follower = Followers[email] = new Follower();
        foreach (var section in sections)
        {
            var last = Pieces
                .Values.Where(piece => piece is { IsVisible: true, IsAnnounced: true } && piece.Since.ContainsKey(section))
                .Select(piece => piece.Since[section])
                .OrderDescending()
                .Take(Beginning)
                .ToList();
            follower.Since[section] = last.Count > 0 ? last[^1] - 1 : moment;
        }

        Witness();
    }

    /// <summary>A reader turned a section on or off, or changed how often it comes.</summary>
    public void Follow(string email, string section, bool on)
    {
        if (!on)
            Followers[email].Since.Remove(section);
        else
            Followers[email].Since.TryAdd(section, moment);
        Witness();
    }

    /// <summary>Whether the reader is to have the article, by any of these sections.</summary>
    public bool IsEntitled(string email, string id, Func<string, bool> by)
    {
        var piece = Pieces[id];
        return piece is { IsVisible: true, IsAnnounced: true }
            && piece.Since.Any(place =>
                by(place.Key) && Followers[email].Since.TryGetValue(place.Key, out var since) && place.Value > since
            );
    }

    // What somebody was ever entitled to may have gone out before that changed.
    private void Witness()
    {
        foreach (var (email, follower) in Followers)
            follower.Ever.UnionWith(Pieces.Keys.Where(id => IsEntitled(email, id, _ => true)));
    }

    internal sealed class Piece
    {
        public bool IsVisible { get; set; }
        public bool IsAnnounced { get; set; }
        public string? Correction { get; set; }
        public int Corrections { get; set; }

        /// <summary>When it became news in each of its sections.</summary>
        public Dictionary<string, int> Since { get; } = new(StringComparer.Ordinal);
    }

    internal sealed class Follower
    {
        /// <summary>Since when each section is followed.</summary>
        public Dictionary<string, int> Since { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Ever { get; } = new(StringComparer.Ordinal);
    }
}
