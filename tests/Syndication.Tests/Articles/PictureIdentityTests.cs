using Syndication.Articles;

namespace Syndication.Tests.Articles;

public sealed class PictureIdentityTests
{
    [Theory]
    [InlineData("https://a.test/x.jpg", "https://a.test/x.jpg")]
    [InlineData("https://a.test/x.jpg?w=1200", "https://a.test/x.jpg?w=300&h=200&crop=1")]
    [InlineData("http://a.test/x.jpg", "https://a.test/x.jpg")]
    [InlineData("https://a.test/wp-content/uploads/2026/03/x.jpg", "https://a.test/wp-content/uploads/2026/03/x-1024x683.jpg")]
    [InlineData("https://a.test/wp-content/uploads/2026/03/x-scaled.jpg", "https://a.test/wp-content/uploads/2026/03/x-300x200.jpg")]
    [InlineData("https://i0.wp.com/a.test/wp-content/uploads/x.jpg?resize=600%2C400&ssl=1", "https://a.test/wp-content/uploads/x.jpg")]
    [InlineData("https://a.test/content/images/size/w600/2026/03/x.jpg", "https://a.test/content/images/2026/03/x.jpg")]
    [InlineData(
        "https://www.a.test/resizer/v2/ABCD.jpg?auth=1f&width=1200",
        "https://www.a.test/resizer/v2/ABCD.jpg?auth=2e&width=300&smart=true"
    )]
    [InlineData(
        "https://www.a.test/resizer/AbCdEfGhIjKlMnOpQrStUvWxYz0=/1200x630/filters:format(jpg):quality(70)/cloudfront-us-east-1.images.arcpublishing.com/a/X.jpg",
        "https://www.a.test/resizer/ZyXwVuTsRqPoNmLkJiHgFeDcBa9=/800x0/smart/cloudfront-us-east-1.images.arcpublishing.com/a/X.jpg"
    )]
    public void Sizes_of_one_picture_are_the_same(string one, string other) => Assert.True(PictureIdentity.IsSame(one, other));

    [Theory]
    [InlineData("https://a.test/x.jpg", "https://a.test/y.jpg")]
    [InlineData("https://a.test/x.jpg", "https://b.test/x.jpg")]
    [InlineData("https://a.test/x-300x250.jpg", "https://a.test/x-728x90.jpg")]
    [InlineData("https://a.test/image.php?id=1&w=1", "https://a.test/image.php?id=2&w=1")]
    [InlineData("https://a.test/image?w=1", "https://a.test/image?w=2")]
    [InlineData("https://a.test/x.jpg?v=1", "https://a.test/x.jpg?v=2")]
    [InlineData("https://a.test/uploads/x-1.jpg", "https://a.test/uploads/x-2.jpg")]
    [InlineData("https://a.test/resizer/v2/ABCD.jpg?width=1", "https://a.test/resizer/v2/EFGH.jpg?width=1")]
    [InlineData("not an address", "nor this")]
    public void In_doubt_they_are_two(string one, string other) => Assert.False(PictureIdentity.IsSame(one, other));
}
