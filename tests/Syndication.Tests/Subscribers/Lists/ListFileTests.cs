using System.Text;
using Syndication.Subscribers.Lists;

namespace Syndication.Tests.Subscribers.Lists;

public sealed class ListFileTests
{
    public static TheoryData<string, string, string> Exports =>
        new()
        {
            {
                "Mailchimp",
                """
                    "Email Address","First Name","Last Name",MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,LAST_CHANGED,LEID,EUID,NOTES
                    a@x.org,Ada,"Love, lace",2,,,"2015-03-16 14:40:47",1.2.3.4,,,,,Europe/Berlin,DE,BE,"2015-03-16 14:40:47",1,abc,
                    """,
                "a@x.org Subscribed 2015-03-16T14:40:47 Europe/Berlin"
            },
            {
                "Mailchimp",
                """
                    "Email Address",MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,LAST_CHANGED,LEID,EUID,UNSUB_TIME,UNSUB_REASON
                    a@x.org,2,,"2015-03-16 14:40:47","2015-03-16 14:40:47",1,abc,"2016-01-01 00:00:00","N/A (Unsubscribed by an admin)"
                    b@x.org,2,,"2015-03-16 14:40:47","2015-03-16 14:40:47",1,abc,,
                    """,
                "a@x.org Left 2015-03-16T14:40:47 -; b@x.org Left 2015-03-16T14:40:47 -"
            },
            {
                "listmonk",
                """
                    uuid,email,name,attributes,status,created_at,updated_at
                    9f2c,a@x.org,Ada,"{""city"": ""Paris, FR""}",enabled,2024-05-06T07:08:09.123456Z,2024-05-06T07:08:09Z
                    9f2d,b@x.org,Bob,{},blocklisted,2024-05-06T07:08:09Z,2024-05-06T07:08:09Z
                    9f2e,c@x.org,Cem,{},disabled,2024-05-06T07:08:09Z,2024-05-06T07:08:09Z
                    """,
                "a@x.org Subscribed 2024-05-06T07:08:09 -; b@x.org Left 2024-05-06T07:08:09 -; c@x.org Left 2024-05-06T07:08:09 -"
            },
            {
                "Substack",
                """
                    email,active_subscription,expiry,plan,email_disabled,created_at,first_payment_at
                    a@x.org,false,,other,false,2025-01-01T00:00:00.000Z,
                    b@x.org,true,2027-07-01T00:00:00.000Z,yearly,true,2025-01-01,
                    """,
                "a@x.org Subscribed 2025-01-01T00:00:00 -; b@x.org Left 2025-01-01T00:00:00 -"
            },
            {
                "Ghost",
                """
                    id,email,name,note,subscribed_to_emails,complimentary_plan,stripe_customer_id,created_at,deleted_at,labels,tiers
                    m1,a@x.org,Ada,"VIP, early",true,true,cus_1,2024-01-15T10:00:00.000Z,,,
                    m2,b@x.org,Bob,,false,,,2024-01-15T10:00:00.000Z,,,
                    m3,c@x.org,Cem,,true,,,2024-01-15T10:00:00.000Z,2024-02-01T00:00:00.000Z,,
                    m4,d@x.org,Dee,,,,,2024-01-15T10:00:00.000Z,,,
                    """,
                "a@x.org Subscribed 2024-01-15T10:00:00 -; b@x.org Left 2024-01-15T10:00:00 -; c@x.org Left 2024-01-15T10:00:00 -; d@x.org Left 2024-01-15T10:00:00 -"
            },
            {
                "Buttondown",
                """
                    email,notes,metadata,tags,creation_date,type
                    a@x.org,,{},"one, two",2024-01-15 10:00:00+00:00,regular
                    b@x.org,,{},,2024-01-15 10:00:00+00:00,unactivated
                    c@x.org,,{},,2024-01-15 10:00:00+00:00,unsubscribed
                    d@x.org,,{},,2024-01-15 10:00:00+00:00,upcoming
                    """,
                "a@x.org Subscribed 2024-01-15T10:00:00 -; b@x.org Unconfirmed 2024-01-15T10:00:00 -; c@x.org Left 2024-01-15T10:00:00 -; d@x.org Unclear 2024-01-15T10:00:00 -"
            },
            { "a list", "E-Mail;State;Subscribed At\na@x.org;NY;2024-01-15\n", "a@x.org Subscribed 2024-01-15T00:00:00 -" },
            { "a list", "\uFEFFEmail\tCreated-At\r\n a@x.org \t2024-01-15\r\n\r\n", "a@x.org Subscribed 2024-01-15T00:00:00 -" },
        };

    [Theory]
    [MemberData(nameof(Exports))]
    public async Task The_exports_of_other_systems_are_recognised(string source, string csv, string rows)
    {
        using var file = await ListFile.OpenAsync(new MemoryStream(Encoding.UTF8.GetBytes(csv)));
        var read = new List<string>();
        await foreach (var row in file.RowsAsync(new ListRequest { Name = "list.csv" }, [], CancellationToken.None))
            read.Add($"{row.Input.Email} {row.Standing} {row.Input.Consent!.At:yyyy-MM-dd'T'HH:mm:ss} {row.Input.Plan!.Zone ?? "-"}");

        Assert.Equal((source, rows), (file.Columns.Source, string.Join("; ", read)));
    }
}
