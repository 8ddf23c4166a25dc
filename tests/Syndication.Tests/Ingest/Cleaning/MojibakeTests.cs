using Syndication.Ingest.Cleaning;

namespace Syndication.Tests.Ingest.Cleaning;

/// <summary>Text that came as UTF-8 read as Latin-1.</summary>
public sealed class MojibakeTests
{
    [Theory]
    [InlineData("CafÃ©", "Café")]
    [InlineData("<p>schÃ¶n, Â§ 3</p>", "<p>schön, § 3</p>")]
    [InlineData("itâ\u0080\u0099s a cafÃ©", "it’s a café")]
    [InlineData("CafÃ\u0083Â©", "Café")]
    public void It_is_mended(string text, string mended) => Assert.Equal(mended, Mojibake.Mend(text));

    [Theory]
    [InlineData("Café")]
    [InlineData("Not CafÃ© but Café")]
    [InlineData("“CafÃ©” is how a café looks")]
    [InlineData("SÃO PAULO")]
    [InlineData("plain")]
    public void What_may_have_been_read_right_stays(string text) => Assert.Equal(text, Mojibake.Mend(text));
}
