using System.CommandLine;
using Microsoft.Extensions.Options;

namespace Syndication.Operations.Verbs;

/// <summary>Runs the verb that the command line names.</summary>
public static partial class VerbRunner
{
    private const int Failure = 1;

    /// <summary>Exit status of wrong usage and of a configuration that cannot be run with.</summary>
    public const int WrongUsage = 2;

    /// <summary>Whether the command line asks for the server: no verb, <c>serve</c>, or configuration only.</summary>
    public static bool IsServe(string[] args) =>
        args.Length == 0
        || string.Equals(args[0], "serve", StringComparison.Ordinal) && !args.Contains("--help", StringComparer.Ordinal)
        || args[0].StartsWith("--", StringComparison.Ordinal) && args[0] is not ("--help" or "--version");

    /// <summary>Checks every option before anything is opened or listened on; prints one line per fault.</summary>
    public static bool HasValidConfiguration(this WebApplication app)
    {
        try
        {
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            return true;
        }
        catch (Exception fault) when (fault is OptionsValidationException or AggregateException or InvalidOperationException)
        {
            foreach (var line in Faults.LinesOf(fault))
                Console.Error.WriteLine(Faults.WithValue(line, app.Configuration));
            return false;
        }
    }

    /// <summary>Runs to the end. Every fault is one line on standard error; a stack trace never shows.</summary>
    /// <returns>0 on success, 1 on failure, 2 on wrong usage.</returns>
    public static async Task<int> RunAsync(this WebApplication app, string[] args)
    {
        try
        {
            if (!IsServe(args))
                return await RunVerbAsync(app.Services, args);
            await app.RunAsync();
            return 0;
        }
        catch (OperationCanceledException)
        {
            return Failure;
        }
        catch (Exception fault)
        {
            foreach (var line in Faults.LinesOf(fault))
                await Console.Error.WriteLineAsync(line);
            LogFault(app.Logger, fault);
            return Failure;
        }
    }

    private static async Task<int> RunVerbAsync(IServiceProvider services, string[] args)
    {
        var parsed = VerbTable.Build(services).Parse(args);
        var code = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        return parsed.Errors.Count > 0 ? WrongUsage : code;
    }

    // The whole fault for whoever mends the program; off unless asked for: a stack trace is no answer to a user.
    [LoggerMessage(EventId = 9001, Level = LogLevel.Debug, Message = "The command failed")]
    private static partial void LogFault(ILogger logger, Exception fault);
}
