using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Schemas;

namespace Kabinet.Engine.People;

/// <summary>A person's page preferences: columns of a list, its density, saved views. They are private and grant no rights.</summary>
public sealed class Preferences
{
    /// <summary>Longest preference, in characters; a longer one is not stored.</summary>
    public const int Longest = 100_000;

    private readonly Database database;

    internal Preferences(Database database) => this.database = database;

    internal static readonly Table Table = new("_preference")
    {
        Key = ["user_id", "key"],
        Columns =
        [
            new("user_id", DataType.Whole, Required: true),
            new("key", DataType.Text, Required: true),
            new("value", DataType.Text, Required: true),
        ],
    };

    /// <summary>The preference under a key; null for none and for a guest.</summary>
    public async ValueTask<string?> Read(Actor actor, string key, CancellationToken cancellation = default) =>
        actor.UserId is not { } user ? null
        : (string?)await database.Read(connection =>
            connection.Scalar(PreferenceStatements.Find(user, key), DataType.Text, cancellation), cancellation);

    /// <summary>
    /// Stores a preference under a key; null deletes it. Does nothing for a guest and while impersonating, so the other person's pages stay
    /// as they were.
    /// </summary>
    public ValueTask Write(Actor actor, string key, string? value, CancellationToken cancellation = default) =>
        actor.UserId is not { } user || actor.ImpersonatorId is not null || value?.Length > Longest ? ValueTask.CompletedTask
        : database.Do(transaction => transaction.Execute(value is null
            ? PreferenceStatements.Forget(user, key) : PreferenceStatements.Keep(user, key, value), cancellation), cancellation);
}
