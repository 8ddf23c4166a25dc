using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Syndication.Storage;

/// <summary>What EF logs by itself.</summary>
internal static class StoreWarnings
{
    /// <summary>
    /// Faults are thrown to whoever can act on them and logged there. Logged here as well, they alarm about what was expected, such as a store
    /// without tables at its first start, and may show a row's contents.
    /// </summary>
    public static void Configure(WarningsConfigurationBuilder warnings) =>
        warnings.Ignore(RelationalEventId.CommandError, CoreEventId.SaveChangesFailed);
}
