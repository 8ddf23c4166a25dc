using System.IO.Compression;
using System.Text;
using FsCheck.Xunit;
using Syndication.Outbound;
using Syndication.Tests.Support;

namespace Syndication.Tests.Outbound;

/// <summary>Bodies that are packed, and those that are packed to harm.</summary>
public sealed class AnswerBodyTests
{
    private const int Most = 16 * 1024 * 1024;
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(250);

    public static TheoryData<string> Codings => ["gzip", "x-gzip", "GZIP", "br", "deflate", "raw deflate"];

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task Every_coding_that_is_asked_for_is_unpacked(string coding)
    {
        var text = string.Concat(Enumerable.Range(0, 5000).Select(i => $"line {i}\n"));

        var (bytes, fault) = await ReadAsync(Pack(Encoding.UTF8.GetBytes(text), coding), Header(coding));

        Assert.Null(fault);
        Assert.Equal(text, Encoding.UTF8.GetString(bytes.Span));
    }

    [Property(MaxTest = 100)]
    public bool Whatever_was_packed_comes_out_again(byte[] content, byte which)
    {
        string[] codings = ["gzip", "br", "deflate", "raw deflate"];
        var (first, second) = (codings[which % 4], codings[which / 4 % 4]);
        // Without a coding, what looks like gzip is opened; that is tested below.
        var packed = Pack(Pack(content, first), second);

        var (bytes, fault) = ReadAsync(packed, $"{Header(first)}, {Header(second)}").GetAwaiter().GetResult();

        return fault is null && bytes.Span.SequenceEqual(content);
    }

    [Fact]
    public async Task A_packed_file_that_says_nothing_of_it_is_unpacked()
    {
        var (bytes, fault) = await ReadAsync(Pack("<urlset/>"u8.ToArray(), "gzip"), header: null);

        Assert.Null(fault);
        Assert.Equal("<urlset/>", Encoding.UTF8.GetString(bytes.Span));
    }

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task A_bomb_is_refused_at_once(string coding)
    {
        var bomb = Pack(new byte[256 * 1024 * 1024], coding);
        var (_, warm) = await ReadAsync(Pack(new byte[100], coding), Header(coding));

        var (bytes, fault) = await InTime.DoAsync(Quick, () => ReadAsync(bomb, Header(coding)));

        Assert.Equal((null, BodyFault.Bomb), (warm, fault!.Value));
        Assert.True(bytes.IsEmpty);
    }

    [Fact]
    public async Task A_bomb_in_a_bomb_is_refused_at_once()
    {
        var inner = Pack(new byte[64 * 1024 * 1024], "gzip");
        var packed = Pack(inner, "gzip");

        var (_, twice) = await InTime.DoAsync(Quick, () => ReadAsync(packed, "gzip, gzip"));
        var (_, unsaid) = await InTime.DoAsync(Quick, () => ReadAsync(packed, "gzip"));

        Assert.Equal((BodyFault.Bomb, BodyFault.Bomb), (twice!.Value, unsaid!.Value));
    }

    [Fact]
    public async Task Many_codings_on_each_other_are_refused_unopened()
    {
        var (_, fault) = await ReadAsync(Pack("x"u8.ToArray(), "gzip"), string.Join(", ", Enumerable.Repeat("gzip", 50)));

        Assert.Equal(BodyFault.Coding, fault);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("zstd")]
    [InlineData("compress")]
    public async Task What_is_not_packed_as_it_says_is_refused(string coding)
    {
        var (_, fault) = await ReadAsync(Encoding.UTF8.GetBytes("<rss>this was never packed at all</rss>"), coding);

        Assert.Equal(BodyFault.Coding, fault);
    }

    [Fact]
    public async Task Honest_text_that_packs_well_is_no_bomb()
    {
        var row = string.Concat(Enumerable.Range(0, 30_000).Select(i => $"<item><title>Piece {i}</title><guid>{i * 7}</guid></item>\n"));

        var (bytes, fault) = await ReadAsync(Pack(Encoding.UTF8.GetBytes(row), "br"), "br");

        Assert.Null(fault);
        Assert.Equal(row.Length, bytes.Length);
    }

    [Fact]
    public async Task What_is_too_long_is_cut_on_the_wire_and_unpacked()
    {
        var random = new byte[Most + 1000];
        new Random(7).NextBytes(random);

        var (wire, tooLong) = await ReadAsync(random, header: null);
        var (_, packed) = await ReadAsync(Pack(random, "gzip"), "gzip");
        var (unpacked, tooLongUnpacked) = await ReadAsync(Pack(random, "gzip"), "gzip", most: 1_000_000, wire: 2 * Most);

        Assert.Equal((BodyFault.TooLong, Most), (tooLong!.Value, wire.Length));
        Assert.Equal(BodyFault.TooLong, packed);
        Assert.Equal((BodyFault.TooLongUnpacked, 1_000_000), (tooLongUnpacked!.Value, unpacked.Length));
    }

    [Fact]
    public async Task A_body_just_at_the_limit_is_whole()
    {
        var (bytes, fault) = await ReadAsync(new byte[1000], header: null, most: 1000, wire: 1000);

        Assert.Equal((null, 1000), (fault, bytes.Length));
    }

    private static string Header(string coding) => coding == "raw deflate" ? "deflate" : coding;

    private static byte[] Pack(byte[] content, string coding)
    {
        using var packed = new MemoryStream();
        using (
            Stream packer = coding switch
            {
                "br" => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
                "deflate" => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true),
                "raw deflate" => new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true),
                _ => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            }
        )
            packer.Write(content);
        return packed.ToArray();
    }

    private static async Task<(ReadOnlyMemory<byte> Bytes, BodyFault? Fault)> ReadAsync(
        byte[] body,
        string? header,
        int most = Most,
        int wire = Most
    )
    {
        using var content = new ByteArrayContent(body);
        if (header is not null)
            content.Headers.TryAddWithoutValidation("Content-Encoding", header);
        var request = new OutboundRequest
        {
            Method = HttpMethod.Get,
            Address = new Uri("http://feeds.example/"),
            MaxBodyBytes = wire,
            MaxUnpackedBytes = most,
        };
        return await AnswerBody.ReadAsync(content, request, CancellationToken.None);
    }
}
