using Microsoft.EntityFrameworkCore.Migrations;

namespace Syndication.Storage.Sqlite;

/// <summary>Makes the table of <see cref="SqliteTextIndex"/>, which EF has no model of, and names the articles that wait to be put into it.</summary>
/// <remarks>Frozen like the migration that runs it. Making texts plain is no work for SQL, so the articles themselves come later, in turns.</remarks>
internal static class FullTextMigration
{
    // Marks are letters here, or the words of many scripts of India would fall apart at their vowels. Starts of words with three letters
    // have lists of their own; longer starts belong to few words, whose lists are joined.
    private const string Create = """
        CREATE VIRTUAL TABLE "FullText" USING fts5(
            "Title", "Summary", "Body", "Authors", "Tags",
            content='', contentless_delete=1, prefix='3',
            tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
        );
        """;

    private const string Await = """
        INSERT INTO "SearchBacklog" ("Article") SELECT "Id" FROM "Articles" WHERE "State" = 2;
        """;

    public static void Run(MigrationBuilder migration)
    {
        migration.Sql(Create);
        migration.Sql(Await);
    }

    public static void Undo(MigrationBuilder migration) => migration.Sql("""DROP TABLE "FullText";""");
}
