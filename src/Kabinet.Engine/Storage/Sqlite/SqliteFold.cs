using Kabinet.Engine.Words;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kabinet.Engine.Storage.Sqlite;

/// <summary>
/// The functions of <see cref="Folding"/> in SQL: <c>fold(text)</c>, <c>natural(text)</c>, <c>lookalike(text)</c>. Folding runs for every
/// text of a table, so Latin and Russian letters are folded directly in UTF-8 bytes, where both cases have the same length; rarer
/// characters go through a string.
/// </summary>
internal static class SqliteFold
{
    private const int OnStack = 1024;

    public static void Register(SqliteConnection connection)
    {
        Register(connection, "fold", Fold);
        Register(connection, "natural", (context, _, arguments) => Make(context, arguments, Folding.Natural));
        Register(connection, "lookalike", (context, _, arguments) => Make(context, arguments, Folding.Lookalike));
    }

    /// <summary>Folds UTF-8 bytes; false when a character needs the string path, and then <paramref name="folded"/> is invalid.</summary>
    internal static bool TryFold(ReadOnlySpan<byte> text, Span<byte> folded)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var first = text[at];
            if (first < 0x80)
            {
                // A run of blanks becomes one space.
                if (first is >= 0x09 and <= 0x0D || first == ' ' && at > 0 && text[at - 1] == ' ') return false;
                folded[at] = first is >= (byte)'A' and <= (byte)'Z' ? (byte)(first | 0x20) : first;
                continue;
            }
            if (at + 1 >= text.Length) return false;
            var second = text[at + 1];
            switch (first)
            {
                case 0xC2 when second is 0xAB or 0xBB:
                    // « and ».
                    break;
                case 0xD0 when second < 0xB0:
                    // Ё (81) is the only letter of these rows that folds to a different letter, е.
                    (first, second) = second switch { 0x81 => ((byte)0xD0, (byte)0xB5), < 0x90 => ((byte)0xD1, (byte)(second + 0x10)),
                        < 0xA0 => ((byte)0xD0, (byte)(second + 0x20)), _ => ((byte)0xD1, (byte)(second - 0x20)) };
                    break;
                case 0xD0:
                    break;
                case 0xD1 when second == 0x91:
                    (first, second) = (0xD0, 0xB5);
                    break;
                case 0xD1 when second < 0xA0:
                    break;
                case 0xE2 when second == 0x80 && at + 2 < text.Length && text[at + 2] is 0x93 or 0x94:
                    // – and —.
                    folded[at + 2] = text[at + 2];
                    break;
                default:
                    return false;
            }
            folded[at] = first;
            folded[++at] = second;
            if (first == 0xE2) at++;
        }
        return true;
    }

    private static void Register(SqliteConnection connection, string name, delegate_function_scalar function)
    {
        const int Flags = raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC;
        var result = raw.sqlite3_create_function(connection.Handle, name, 1, Flags, null, function);
        SqliteException.ThrowExceptionForRC(result, connection.Handle);
    }

    private static void Fold(sqlite3_context context, object state, sqlite3_value[] arguments)
    {
        if (raw.sqlite3_value_type(arguments[0]) == raw.SQLITE_NULL)
        {
            raw.sqlite3_result_null(context);
            return;
        }
        // Read as text first: it converts a number into digits, whose bytes are then read.
        var whole = raw.sqlite3_value_text(arguments[0]);
        var text = raw.sqlite3_value_blob(arguments[0]);
        if (text.IsEmpty)
        {
            // An empty span would become null.
            raw.sqlite3_result_text(context, "");
            return;
        }
        var folded = text.Length <= OnStack ? stackalloc byte[text.Length] : new byte[text.Length];
        if (TryFold(text, folded)) raw.sqlite3_result_text(context, folded);
        else raw.sqlite3_result_text(context, Folding.Fold(whole.utf8_to_string()));
    }

    private static void Make(sqlite3_context context, sqlite3_value[] arguments, Func<string, string> make)
    {
        if (raw.sqlite3_value_type(arguments[0]) == raw.SQLITE_NULL) raw.sqlite3_result_null(context);
        else raw.sqlite3_result_text(context, make(raw.sqlite3_value_text(arguments[0]).utf8_to_string()));
    }
}
