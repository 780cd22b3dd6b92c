using Kabinet.Engine.Background;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Mail;
using Kabinet.Engine.Notices;
using Kabinet.Engine.Outbox;
using Kabinet.Engine.People;
using Kabinet.Engine.Storage.Schemas;
using Kabinet.Engine.Threads;

namespace Kabinet.Engine;

/// <summary>System tables, in alphabetical order: each module declares its own and adds one line here.</summary>
internal static class PlatformTables
{
    public static readonly IReadOnlyList<Table> All =
    [
        PeopleTables.Attempt,
        PeopleTables.Browser,
        PeopleTables.Challenge,
        CommandTables.Command,
        PeopleTables.Credential,
        JobTables.Mark,
        JobTables.Run,
        JournalTable.Table,
        PeopleTables.Key,
        PeopleTables.Link,
        MailTable.Table,
        NoticeTable.Table,
        NoticeTable.Words,
        OutboxTable.Table,
        PeopleTables.Passkey,
        Preferences.Table,
        PeopleTables.Recovery,
        PeopleTables.RecoveryCode,
        RevisionTable.Table,
        CommandTables.Sequence,
        PeopleTables.Session,
        ThreadTables.Last,
        ThreadTables.Read,
        PeopleTables.Token,
        WorkTable.Table,
    ];
}
