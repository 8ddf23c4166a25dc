using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Syndication.Storage;

namespace Syndication.Operations.Access;

/// <summary>Keeps the framework's cookie keys in the store.</summary>
/// <remarks>The framework asks without await, once at the start and once in about ninety days.</remarks>
internal sealed class CookieKeyStore(Database database) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() =>
        database
            .ReadAsync((db, ct) => db.Set<CookieKey>().Select(key => key.Xml).ToListAsync(ct), CancellationToken.None)
            .GetAwaiter()
            .GetResult()
            .ConvertAll(XElement.Parse);

    public void StoreElement(XElement element, string friendlyName) =>
        database
            .WriteAsync(
                (db, _) =>
                {
                    db.Add(new CookieKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
                    return Task.CompletedTask;
                },
                CancellationToken.None
            )
            .GetAwaiter()
            .GetResult();
}
