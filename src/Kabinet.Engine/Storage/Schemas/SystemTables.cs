using Kabinet.Engine.Background;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Notices;
using Kabinet.Engine.Outbox;
using Kabinet.Engine.People;

namespace Kabinet.Engine.Storage.Schemas;

/// <summary>Tables of the platform that are no entities, in alphabetical order: each module declares its own and adds one line here.</summary>
internal static class SystemTables
{
    /// <summary>Where one of them speaks of an entity, this column holds its key.</summary>
    public const string EntityKey = "entity";

    public static readonly IReadOnlyList<Table> All =
    [
        PeopleTables.Attempt,
        CommandTables.Command,
        PeopleTables.Credential,
        JournalTable.Table,
        PeopleTables.Key,
        PeopleTables.Mail,
        NoticeTable.Table,
        OutboxTable.Table,
        People.Preferences.Table,
        PeopleTables.RecoveryCode,
        RevisionTable.Table,
        CommandTables.Sequence,
        PeopleTables.Session,
        PeopleTables.Token,
        WorkTable.Table,
    ];
}
