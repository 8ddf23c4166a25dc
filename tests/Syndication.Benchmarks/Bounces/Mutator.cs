namespace Syndication.Benchmarks.Bounces;

/// <summary>Spoils mails as bad lines, bad programs and bad people do; the same seed spoils them the same way.</summary>
internal sealed class Mutator(int seed)
{
    private const int MostSteps = 4;

    private readonly Random random = new(seed);

    public byte[] Mutate(byte[] mail)
    {
        var bytes = mail;
        for (var steps = random.Next(1, MostSteps + 1); steps > 0 && bytes.Length > 0; steps--)
        {
            bytes = random.Next(6) switch
            {
                0 => Flipped(bytes),
                1 => bytes[..random.Next(bytes.Length)],
                2 => WithDoubledLine(bytes),
                3 => Joined(bytes),
                4 => WithoutPiece(bytes),
                _ => WithRepeatedPiece(bytes),
            };
        }

        return bytes;
    }

    private byte[] Flipped(byte[] bytes)
    {
        var flipped = (byte[])bytes.Clone();
        for (var times = random.Next(1, 33); times > 0; times--)
            flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
        return flipped;
    }

    // Header fields are lines: mostly at the beginning, where they are.
    private byte[] WithDoubledLine(byte[] bytes)
    {
        var (start, end) = LineAt(bytes, random.Next(Math.Min(bytes.Length, 4096)));
        var times = random.Next(1, 20);
        return [.. bytes.AsSpan(0, end), .. Enumerable.Repeat(bytes[start..end], times).SelectMany(line => line), .. bytes.AsSpan(end)];
    }

    private byte[] Joined(byte[] bytes)
    {
        var joined = new List<byte>(bytes.Length);
        var share = random.NextDouble();
        foreach (var b in bytes)
        {
            if (b != (byte)'\n' || random.NextDouble() > share)
                joined.Add(b);
        }

        return [.. joined];
    }

    private byte[] WithoutPiece(byte[] bytes)
    {
        var start = random.Next(bytes.Length);
        var length = random.Next(Math.Min(2000, bytes.Length - start) + 1);
        return [.. bytes.AsSpan(0, start), .. bytes.AsSpan(start + length)];
    }

    private byte[] WithRepeatedPiece(byte[] bytes)
    {
        var start = random.Next(bytes.Length);
        var piece = bytes[start..(start + random.Next(Math.Min(500, bytes.Length - start) + 1))];
        var at = random.Next(bytes.Length);
        return [.. bytes.AsSpan(0, at), .. Enumerable.Repeat(piece, random.Next(1, 50)).SelectMany(one => one), .. bytes.AsSpan(at)];
    }

    private static (int Start, int End) LineAt(byte[] bytes, int at)
    {
        var start = at == 0 ? 0 : Array.LastIndexOf(bytes, (byte)'\n', at - 1) + 1;
        var end = Array.IndexOf(bytes, (byte)'\n', at);
        return (start, end < 0 ? bytes.Length : end + 1);
    }
}
