using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kabinet.Engine.Commands;

/// <summary>The id of a command and what the command is. The id answers for this content only.</summary>
/// <param name="Id">Random id from the form or client.</param>
/// <param name="Content">A hash of the command, from <see cref="CommandContent"/>.</param>
internal sealed record CommandKey(Guid Id, string Content);

/// <summary>
/// A hash of everything a command says: its kind, entity, record, version and values. Two commands with one id and different hashes are
/// not a repeat. The order of values makes no difference; an empty value and one that is not sent do.
/// </summary>
internal sealed class CommandContent
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private CommandContent() { }

    /// <summary>The hash of a command.</summary>
    public static string Of(Command command)
    {
        var content = new CommandContent();
        content.Add(command.GetType().Name, command.Entity.Key);
        content.Add(command);
        return content.End();
    }

    /// <summary>The hash of other work: its name and what it is about, in order.</summary>
    public static string Of(string work, params IEnumerable<object?> values)
    {
        var content = new CommandContent();
        content.Add([work, .. values]);
        return content.End();
    }

    private void Add(Command command)
    {
        switch (command)
        {
            case Command.Create create:
                Add(create.Submit);
                AddAll(create.Values);
                AddRows(create.Rows, AddAll);
                break;
            case Command.Update update:
                Add(update.Id, update.Version, update.Submit);
                AddAll(update.Values);
                AddRows(update.Rows, part =>
                {
                    Add(part.Id, part.Version, part.Removed);
                    AddAll(part.Values);
                });
                break;
            case Command.Delete delete: Add(delete.Id, delete.Version); break;
            case Command.Restore restore: Add(restore.Id); break;
            case Command.Transit transit:
                Add(transit.Id, transit.Version, transit.Transition, transit.Comment);
                AddAll(transit.Inputs);
                // A transition without files has the content that it had before files were known.
                foreach (var file in transit.Files) Add(file.Group, file.Name, file.Bytes?.Size, file.Bytes?.Sha256);
                break;
            default: throw new ArgumentException($"Unknown command {command.GetType().Name}", nameof(command));
        }
    }

    private void AddRows<T>(IReadOnlyDictionary<string, IReadOnlyList<T>> rows, Action<T> add)
    {
        foreach (var (key, some) in rows.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Add(key, some.Count);
            foreach (var row in some) add(row);
        }
    }

    private void AddAll(IReadOnlyDictionary<string, object?> values)
    {
        Add(values.Count);
        foreach (var (key, value) in values.OrderBy(pair => pair.Key, StringComparer.Ordinal)) Add(key, value);
    }

    // The length before each text keeps two neighbours from being read as one.
    private void Add(params ReadOnlySpan<object?> values)
    {
        foreach (var value in values)
        {
            var text = value is null ? "" : Convert.ToString(value, CultureInfo.InvariantCulture)!;
            var bytes = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
                $"{value?.GetType().Name}:{text.Length}:{text}"));
            hash.AppendData(bytes);
        }
    }

    private string End()
    {
        using (hash) return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
