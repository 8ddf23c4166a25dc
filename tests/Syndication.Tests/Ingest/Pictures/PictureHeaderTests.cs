using FsCheck.Xunit;
using Syndication.Ingest.Pictures;

namespace Syndication.Tests.Ingest.Pictures;

public sealed class PictureHeaderTests
{
    public static TheoryData<string, byte[], int, int> Samples =>
        new()
        {
            { "image/png", SamplePictures.Png(1200, 800), 1200, 800 },
            { "image/gif", SamplePictures.Gif(320, 200), 320, 200 },
            { "image/jpeg", SamplePictures.Jpeg(1024, 683), 1024, 683 },
            { "image/jpeg", SamplePictures.Jpeg(1024, 683, frame: 0xC0), 1024, 683 },
            { "image/jpeg", SamplePictures.Jpeg(1024, 683, orientation: 3), 1024, 683 },
            { "image/jpeg", SamplePictures.Jpeg(1024, 683, orientation: 6), 683, 1024 },
            { "image/webp", SamplePictures.WebPLossy(550, 368), 550, 368 },
            { "image/webp", SamplePictures.WebPLossless(400, 301), 400, 301 },
            { "image/webp", SamplePictures.WebPExtended(5000, 7), 5000, 7 },
            { "image/avif", SamplePictures.Heif("avif", 1204, 800), 1204, 800 },
            { "image/heic", SamplePictures.Heif("heic", 4032, 3024), 4032, 3024 },
            { "image/heic", SamplePictures.Heif("heic", 4032, 3024, turns: 1), 3024, 4032 },
            { "image/bmp", SamplePictures.Bmp(640, 480), 640, 480 },
            { "image/bmp", SamplePictures.Bmp(640, -480), 640, 480 },
            { "image/x-icon", SamplePictures.Ico(16, 48, 32), 48, 48 },
            { "image/x-icon", SamplePictures.Ico(16, 0), 256, 256 },
            { "image/svg+xml", SamplePictures.Svg("viewBox=\"0 0 1200 630.4\""), 1200, 630 },
            { "image/svg+xml", SamplePictures.Svg("width=\"300px\" height='150' viewBox=\"0 0 10 10\""), 300, 150 },
            { "image/svg+xml", SamplePictures.Svg("width=\"100%\" height=\"100%\" viewBox=\"0,0,24,12\""), 24, 12 },
        };

    [Theory]
    [MemberData(nameof(Samples))]
    public void Each_format_tells_type_and_size(string type, byte[] bytes, int width, int height) =>
        Assert.Equal(new PictureSize(type, width, height), PictureHeader.Read(bytes));

    [Theory]
    [MemberData(nameof(Samples))]
    public void What_ends_too_soon_tells_the_same_or_nothing(string type, byte[] bytes, int width, int height)
    {
        for (var length = 0; length < bytes.Length; length++)
        {
            // An icon's directory that is cut tells the largest of what is left; all others tell nothing wrong.
            if (PictureHeader.Read(bytes.AsSpan(0, length)) is { } size && type != "image/x-icon")
                Assert.Equal(new PictureSize(type, width, height), size);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("<!DOCTYPE html><html><body>Not found</body></html>")]
    [InlineData("<html><svg viewBox='0 0 10 10'></svg></html>")]
    [InlineData("GIF89a")]
    [InlineData("BMW builds cars, and this is a text about them.")]
    [InlineData("RIFF    WAVEfmt ")]
    [InlineData("\0\0\0\u0018ftypmp42\0\0\0\0isom")]
    public void What_is_no_picture_has_no_size(string text) => Assert.Null(PictureHeader.Read(System.Text.Encoding.Latin1.GetBytes(text)));

    [Fact]
    public void A_picture_of_no_width_or_an_absurd_one_is_none()
    {
        Assert.Null(PictureHeader.Read(SamplePictures.Png(0, 10)));
        Assert.Null(PictureHeader.Read(SamplePictures.Png(4_000_000_000, 10)));
        Assert.Null(PictureHeader.Read(SamplePictures.Heif("avif", 4_000_000_000, 4_000_000_000)));
    }

    [Property(MaxTest = 2000)]
    public void Whatever_the_bytes_are_nothing_is_thrown(byte[] bytes) => _ = PictureHeader.Read(bytes ?? []);

    [Property(MaxTest = 3000)]
    public void A_picture_with_some_bytes_changed_has_a_sane_size_or_none(int which, (int At, byte Value)[] changes)
    {
        var samples = Samples.Select(row => (byte[])row[1]).ToList();
        var bytes = (byte[])samples[(which & int.MaxValue) % samples.Count].Clone();
        foreach (var (at, value) in changes ?? [])
            bytes[(at & int.MaxValue) % bytes.Length] = value;

        var size = PictureHeader.Read(bytes);

        Assert.True(size is null or { Width: >= 1 and <= 100_000, Height: >= 1 and <= 100_000 });
    }
}
