description="the certificate ended two days ago"
inject() { make_certificate -2; }
undo() { make_certificate 60; }
seen() { ! served_certificate_lasts 0; }
