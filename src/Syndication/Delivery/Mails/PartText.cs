using System.Text;

namespace Syndication.Delivery.Mails;

/// <summary>A part's text cut at its holes: a constant, a hole, a constant, and so on; it starts and ends with a constant.</summary>
/// <param name="Constants">One more than there are holes; they may be empty.</param>
/// <param name="Holes">Which of the body's holes follows each constant but the last.</param>
internal sealed record PartText(IReadOnlyList<string> Constants, IReadOnlyList<int> Holes)
{
    /// <summary>Cuts a text wherever one of the holes stands.</summary>
    public static PartText Cut(string text, IReadOnlyList<string> holes)
    {
        var constants = new List<string>();
        var order = new List<int>();
        var start = 0;
        while (Next(text, start, holes) is var (at, hole))
        {
            constants.Add(text[start..at]);
            order.Add(hole);
            start = at + holes[hole].Length;
        }

        constants.Add(text[start..]);
        return new PartText(constants, order);
    }

    /// <summary>Whether quoted-printable, which triples what is not ASCII, would be longer than base64.</summary>
    public bool IsMostlyBeyondAscii =>
        Constants.Sum(constant => constant.Count(character => !char.IsAscii(character))) * 6L > Constants.Sum(constant => constant.Length);

    /// <summary>The constants as UTF-8.</summary>
    public IEnumerable<byte[]> Bytes => Constants.Select(Encoding.UTF8.GetBytes);

    private static (int At, int Hole)? Next(string text, int start, IReadOnlyList<string> holes)
    {
        (int At, int Hole)? next = null;
        for (var hole = 0; hole < holes.Count; hole++)
        {
            var at = text.IndexOf(holes[hole], start, StringComparison.Ordinal);
            if (at >= 0 && !(next?.At <= at))
                next = (at, hole);
        }

        return next;
    }
}
